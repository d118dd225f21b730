package io.fairline.intake.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;

/** Answers with problems and counts them. */
final class ProblemWriter {

    private static final String RETRY_AFTER_SECONDS = "1";

    private final Map<ProblemType, Counter> refused = new EnumMap<>(ProblemType.class);

    ProblemWriter(MeterRegistry meters) {
        for (ProblemType type : ProblemType.values()) {
            refused.put(
                    type,
                    Counter.builder("fairline.refused")
                            .description("Requests answered with a problem")
                            .tag("reason", type.slug())
                            .register(meters));
        }
    }

    Mono<Void> write(ServerHttpResponse response, Problem problem) {
        if (response.isCommitted()) {
            return Mono.empty();
        }
        count(problem.type());
        response.setStatusCode(HttpStatus.valueOf(problem.type().status()));
        HttpHeaders headers = response.getHeaders();
        if (problem.retryable()) {
            headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        if (problem.type() == ProblemType.BODY_TOO_LARGE) {
            // The rest of the body is still on its way, and nobody is going to read it.
            headers.set(HttpHeaders.CONNECTION, "close");
        }
        return JsonBodies.write(problem.members(), MediaType.APPLICATION_PROBLEM_JSON, response);
    }

    private void count(ProblemType type) {
        Counter counter = refused.get(type);
        if (counter != null) {
            counter.increment();
        }
    }
}
