package io.fairline.intake.web;

import io.fairline.intake.log.Position;
import io.fairline.intake.submission.SubmissionOutcome;
import io.fairline.intake.submission.SubmissionOutcome.Accepted;
import io.fairline.intake.submission.SubmissionOutcome.Failed;
import io.fairline.intake.submission.SubmissionOutcome.Refused;
import io.fairline.intake.web.OutcomeProblems.ProblemContext;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;

/**
 * The 202 of a command that stands in the log.
 *
 * @param location where the projection shows what becomes of it; made of ids and numbers, so there is nothing to encode
 * @param body as an object of JSON
 */
record Acceptance(String location, Object body) {

    /**
     * The outcome's acceptance, or a {@link RequestRefused} in the Mono's error.
     *
     * @param resource what the command is about
     * @param body of the 202, from the position in the log
     */
    static Mono<Acceptance> of(
            CompletionStage<SubmissionOutcome> outcome,
            String resource,
            ProblemContext context,
            Function<Position, Object> body) {
        return Mono.fromFuture(outcome.toCompletableFuture(), true).map(result -> switch (result) {
            case Accepted written -> at(written.position(), resource, body);
            case Refused refused -> throw new RequestRefused(OutcomeProblems.problemOf(refused, context));
            case Failed failed -> throw new RequestRefused(OutcomeProblems.problemOf(failed, context));
        });
    }

    private static Acceptance at(Position position, String resource, Function<Position, Object> body) {
        return new Acceptance(resource + "?position=" + position, body.apply(position));
    }

    Mono<Void> writeTo(ServerHttpResponse response) {
        response.setStatusCode(HttpStatus.ACCEPTED);
        response.getHeaders().set(HttpHeaders.LOCATION, location);
        return JsonBodies.write(body, MediaType.APPLICATION_JSON, response);
    }
}
