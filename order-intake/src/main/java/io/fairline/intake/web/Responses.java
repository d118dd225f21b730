package io.fairline.intake.web;

import io.fairline.intake.log.Position;
import io.fairline.intake.submission.SubmissionOutcome;
import io.fairline.intake.submission.SubmissionOutcome.Accepted;
import io.fairline.intake.submission.SubmissionOutcome.Failed;
import io.fairline.intake.submission.SubmissionOutcome.Refused;
import io.fairline.intake.web.OutcomeProblems.ProblemContext;
import java.net.URI;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Turns outcomes into responses. */
final class Responses {

    private Responses() {}

    /**
     * @param resource what the command is about: where the projection shows what becomes of it
     * @param body of the 202, from the position in the log
     */
    static Mono<ServerResponse> reply(
            CompletionStage<SubmissionOutcome> outcome,
            String resource,
            ProblemContext context,
            Function<Position, Object> body) {
        return Mono.fromFuture(outcome.toCompletableFuture(), true).flatMap(result -> switch (result) {
            case Accepted written -> accepted(resource, written.position(), body);
            case Refused refused -> Mono.error(new RequestRefused(OutcomeProblems.problemOf(refused, context)));
            case Failed failed -> Mono.error(new RequestRefused(OutcomeProblems.problemOf(failed, context)));
        });
    }

    private static Mono<ServerResponse> accepted(String resource, Position position, Function<Position, Object> body) {
        byte[] json = Json.write(body.apply(position));
        return ServerResponse.accepted()
                .location(URI.create(resource + "?position=" + position))
                .contentType(MediaType.APPLICATION_JSON)
                .contentLength(json.length)
                .body((response, _) -> response.writeWith(
                        Mono.fromSupplier(() -> response.bufferFactory().wrap(json))));
    }
}
