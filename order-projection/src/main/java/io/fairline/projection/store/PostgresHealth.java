package io.fairline.projection.store;

import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import reactor.core.publisher.Mono;

/** Whether Postgres answers. Anybody may ask, so all who ask within a second share one probe and its connection. */
final class PostgresHealth implements ReactiveHealthIndicator {

    static final Duration VALIDITY = Duration.ofSeconds(1);

    private final Mono<Health> shared;

    /**
     * @param probe ends when Postgres has answered
     * @param longest after that it counts as an error
     */
    PostgresHealth(Mono<?> probe, Duration longest) {
        shared = probe.timeout(longest)
                .thenReturn(Health.up().build())
                .onErrorResume(failure -> Mono.just(Health.down()
                        .withDetail("error", String.valueOf(failure.getMessage()))
                        .build()))
                .cache(VALIDITY);
    }

    @Override
    public Mono<Health> health() {
        return shared;
    }
}
