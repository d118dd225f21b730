package io.fairline.projection.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.projection.domain.Position;
import io.fairline.projection.domain.Subject;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class LongPollTest {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Viewer VIEWER = new Viewer("alice", false);
    private static final View<String> SEEN = new View<>("seen", null, 0, 1);
    private static final int PLACES = 10;

    private final Waiters waiters =
            new Waiters(new WaitSettings(PLACES, PLACES, LONG, LONG), new SimpleMeterRegistry());
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
        // The answer comes first, the place is left right after.
        Awaitility.await().atMost(LIMIT).until(() -> waiters.subjects().isEmpty());
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

    @Test
    void whoFindsNoPlaceIsAnsweredAtOnceAndToldWhetherThatWasWorthWaitingFor() {
        List<Waiters.Waiter> all = Stream.generate(() -> waiters.enter(subject, VIEWER.subject()))
                .takeWhile(Optional::isPresent)
                .map(Optional::orElseThrow)
                .toList();
        assertThat(all).hasSize(PLACES);

        assertThat(awaitVerdict(inLine())).isEqualTo(new Awaited<>(inLine(), true));
        assertThat(awaitVerdict(SEEN)).isEqualTo(new Awaited<>(SEEN, false));
    }

    @Test
    void everybodyIsAnsweredWithWhatIsKnownWhenTheInstanceEnds() {
        CompletableFuture<@Nullable Awaited<String>> poll = longPoll.await(
                        subject, VIEWER, Mono.just(inLine()), Mono.just(inLine()), view -> !view.inLine(), LONG)
                .toFuture();
        CompletableFuture<@Nullable List<View<String>>> stream = longPoll.follow(
                        subject, VIEWER, Mono.just(inLine()), view -> LONG, LONG)
                .collectList()
                .toFuture();
        assertThat(poll).isNotDone();
        assertThat(stream).isNotDone();

        waiters.endAll();

        assertThat(poll).succeedsWithin(LIMIT).isEqualTo(new Awaited<>(inLine(), true));
        assertThat(stream).succeedsWithin(LIMIT).isEqualTo(List.of(inLine(), inLine()));
        assertThat(waiters.enter(subject, VIEWER.subject())).isEmpty();
    }

    private Flux<View<String>> follow(Mono<View<String>> look) {
        return longPoll.follow(subject, VIEWER, look, view -> view.inLine() ? Duration.ofMillis(1) : LONG, LONG);
    }

    private @Nullable Awaited<String> awaitVerdict(View<String> seen) {
        Mono<View<String>> look = Mono.just(seen);
        return longPoll.await(subject, VIEWER, look, look, view -> !view.inLine(), LONG)
                .block(LIMIT);
    }

    private View<String> await(Mono<View<String>> first) {
        Mono<View<String>> look = Mono.fromSupplier(() -> {
            looks.incrementAndGet();
            return SEEN;
        });
        Awaited<String> end = longPoll.await(subject, VIEWER, first, look, view -> !view.inLine(), LONG)
                .blockOptional(LIMIT)
                .orElseThrow();
        assertThat(end.cutShort()).isFalse();
        return end.view();
    }

    private static View<String> inLine() {
        return new View<>(null, new Position(3, 9), 1, 0);
    }
}
