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
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class LongPollTest {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Viewer VIEWER = new Viewer("alice", false);
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

    @Test
    void whoFollowsLooksWithoutNewsOnlyWhileInLine() {
        AtomicInteger looksInLine = new AtomicInteger();
        Mono<View<String>> decidedThen = Mono.fromSupplier(() -> looks.incrementAndGet() < 3 ? inLine() : SEEN);
        Mono<View<String>> neverDecided = Mono.fromSupplier(() -> {
            looksInLine.incrementAndGet();
            return inLine();
        });
        Disposable follower = follow(decidedThen).subscribe();
        Disposable inLine = follow(neverDecided).subscribe();

        Awaitility.await().atMost(LIMIT).until(() -> looks.get() >= 3);
        int before = looksInLine.get();
        Awaitility.await().atMost(LIMIT).until(() -> looksInLine.get() > before + 50);
        assertThat(looks).hasValue(3);

        waiters.wake(Set.of(subject));
        Awaitility.await().atMost(LIMIT).until(() -> looks.get() == 4);
        follower.dispose();
        inLine.dispose();
        assertThat(waiters.subjects()).isEmpty();
    }

    @Test
    void lookThatFailsDoesNotCutOffWhoFollows() {
        Mono<View<String>> failsOnce = Mono.fromSupplier(() -> {
            if (looks.incrementAndGet() == 2) {
                throw new IllegalStateException("Postgres is away for a moment");
            }
            return inLine();
        });

        assertThat(follow(failsOnce).take(3).count().block(LIMIT)).isEqualTo(3);
        assertThat(looks).hasValue(4);
    }

    private Flux<View<String>> follow(Mono<View<String>> look) {
        return longPoll.follow(subject, VIEWER, look, view -> view.inLine() ? Duration.ofMillis(1) : LONG, LONG);
    }

    private View<String> await(Mono<View<String>> first) {
        Mono<View<String>> look = Mono.fromSupplier(() -> {
            looks.incrementAndGet();
            return SEEN;
        });
        return Objects.requireNonNull(longPoll.await(subject, VIEWER, first, look, view -> !view.inLine(), LONG)
                .block(LIMIT));
    }

    private static View<String> inLine() {
        return new View<>(null, new Position(3, 9), 1, 0);
    }
}
