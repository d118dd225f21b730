package io.fairline.projection.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.projection.domain.Position;
import io.fairline.projection.domain.Subject;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class LongPollTest {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final View<String> SEEN = new View<>("seen", null, 0, 1);

    private final Waiters waiters = new Waiters(new WaitSettings(10, 10, LONG, LONG), new SimpleMeterRegistry());
    private final LongPoll longPoll = new LongPoll(waiters);
    private final Subject subject = new Subject.OfOrder(new UUID(0, 7));
    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void newsThatComesDuringTheFirstLookIsNotMissed() {
        Mono<View<String>> first = Mono.fromSupplier(() -> {
            waiters.wake(Set.of(subject));
            return inLine();
        });

        assertThat(await(first)).isEqualTo(SEEN);
        assertThat(looks).hasValue(1);
    }

    @Test
    void whereItIsTooEarlyToTellOneLooksAgainWithoutNews() {
        assertThat(await(Mono.empty())).isEqualTo(SEEN);
        assertThat(looks).hasValue(1);
        assertThat(waiters.subjects()).isEmpty();
    }

    private View<String> await(Mono<View<String>> first) {
        Mono<View<String>> look = Mono.fromSupplier(() -> {
            looks.incrementAndGet();
            return SEEN;
        });
        Viewer viewer = new Viewer("alice", false);
        return Objects.requireNonNull(longPoll.await(subject, viewer, first, look, view -> !view.inLine(), LONG)
                .block(LIMIT));
    }

    private static View<String> inLine() {
        return new View<>(null, new Position(3, 9), 1, 0);
    }
}
