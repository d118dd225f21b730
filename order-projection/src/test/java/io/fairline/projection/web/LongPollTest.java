package io.fairline.projection.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.projection.domain.EntityId;
import io.fairline.projection.domain.Order;
import io.fairline.projection.domain.OrderStatus;
import io.fairline.projection.domain.Position;
import io.fairline.projection.store.AppliedBatch;
import io.fairline.projection.store.News;
import io.fairline.schemas.DealPartitions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
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
    private static final UUID ORDER = new UUID(0, 7);
    private static final EntityId ID = new EntityId.OfOrder(ORDER);

    private final Waiters waiters =
            new Waiters(new WaitSettings(PLACES, PLACES, LONG, LONG), new SimpleMeterRegistry());
    private final LongPoll longPoll = new LongPoll(waiters);
    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void newsThatComesDuringTheFirstLookIsNotMissed() {
        Mono<View<String>> first = Mono.fromSupplier(() -> {
            waiters.wake(hint());
            return inLine();
        });

        assertThat(await(first)).isEqualTo(SEEN);
        assertThat(looks).hasValue(1);
    }

    @Test
    void whoWaitedBeforeTheCommitBeganIsToldWithoutALook() {
        CompletableFuture<@Nullable Awaited<String>> poll = begin(SEEN);

        waiters.wake(outcome(System.nanoTime()));

        assertThat(poll).succeedsWithin(LIMIT).isEqualTo(new Awaited<>(SEEN, false));
        assertThat(looks).hasValue(0);
    }

    @Test
    void whoBeganToWaitAfterTheCommitHadBegunLooks() {
        long begun = System.nanoTime();
        CompletableFuture<@Nullable Awaited<String>> poll = begin(SEEN);

        waiters.wake(outcome(begun));

        assertThat(poll).succeedsWithin(LIMIT).isEqualTo(new Awaited<>(SEEN, false));
        assertThat(looks).hasValue(1);
    }

    @Test
    void whatIsToldAndDoesNotEndTheWaitingIsLookedAt() {
        CompletableFuture<@Nullable Awaited<String>> poll = begin(inLine());

        waiters.wake(outcome(System.nanoTime()));

        assertThat(poll).succeedsWithin(LIMIT).isEqualTo(new Awaited<>(SEEN, false));
        assertThat(looks).hasValue(1);
    }

    @Test
    void whoFollowsLooksAtWhatIsTold() {
        Disposable follower = longPoll.follow(new Asks(countedLook(), countedLook(), SEEN), view -> LONG, LONG)
                .subscribe();
        assertThat(looks).hasValue(1);

        waiters.wake(outcome(System.nanoTime()));

        Awaitility.await().atMost(LIMIT).until(() -> looks.get() == 2);
        follower.dispose();
    }

    /** A poll that has looked once, and saw the order in line. */
    private CompletableFuture<@Nullable Awaited<String>> begin(View<String> told) {
        CompletableFuture<@Nullable Awaited<String>> poll = longPoll.await(
                        new Asks(Mono.just(inLine()), countedLook(), told), LongPollTest::isVerdict, LONG)
                .toFuture();
        assertThat(poll).isNotDone();
        return poll;
    }

    @Test
    void whereItIsTooEarlyToTellOneLooksAgainWithoutNews() {
        assertThat(await(Mono.empty())).isEqualTo(SEEN);
        assertThat(looks).hasValue(1);
        // The answer comes first, the place is left right after.
        Awaitility.await().atMost(LIMIT).until(() -> waiters.ids().isEmpty());
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

        waiters.wake(hint());
        Awaitility.await().atMost(LIMIT).until(() -> looks.get() == 4);
        follower.dispose();
        inLine.dispose();
        assertThat(waiters.ids()).isEmpty();
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
        List<Waiters.Waiter> all = Stream.generate(() -> waiters.enter(ID, VIEWER.subject()))
                .takeWhile(Optional::isPresent)
                .map(Optional::orElseThrow)
                .toList();
        assertThat(all).hasSize(PLACES);

        assertThat(awaitVerdict(inLine())).isEqualTo(new Awaited<>(inLine(), true));
        assertThat(awaitVerdict(SEEN)).isEqualTo(new Awaited<>(SEEN, false));
    }

    @Test
    void everybodyIsAnsweredWithWhatIsKnownWhenTheInstanceEnds() {
        Asks asks = new Asks(Mono.just(inLine()), Mono.just(inLine()), inLine());
        CompletableFuture<@Nullable Awaited<String>> poll =
                longPoll.await(asks, LongPollTest::isVerdict, LONG).toFuture();
        CompletableFuture<@Nullable List<View<String>>> stream =
                longPoll.follow(asks, view -> LONG, LONG).collectList().toFuture();
        assertThat(poll).isNotDone();
        assertThat(stream).isNotDone();

        waiters.endAll();

        assertThat(poll).succeedsWithin(LIMIT).isEqualTo(new Awaited<>(inLine(), true));
        assertThat(stream).succeedsWithin(LIMIT).isEqualTo(List.of(inLine(), inLine()));
        assertThat(waiters.enter(ID, VIEWER.subject())).isEmpty();
    }

    private Flux<View<String>> follow(Mono<View<String>> look) {
        return longPoll.follow(new Asks(look, look, SEEN), view -> view.inLine() ? Duration.ofMillis(1) : LONG, LONG);
    }

    private @Nullable Awaited<String> awaitVerdict(View<String> seen) {
        Mono<View<String>> look = Mono.just(seen);
        return longPoll.await(new Asks(look, look, seen), LongPollTest::isVerdict, LONG)
                .block(LIMIT);
    }

    private View<String> await(Mono<View<String>> first) {
        Awaited<String> end = longPoll.await(new Asks(first, countedLook(), SEEN), LongPollTest::isVerdict, LONG)
                .blockOptional(LIMIT)
                .orElseThrow();
        assertThat(end.cutShort()).isFalse();
        return end.view();
    }

    private Mono<View<String>> countedLook() {
        return Mono.fromSupplier(() -> {
            looks.incrementAndGet();
            return SEEN;
        });
    }

    private static News hint() {
        return News.hint(Set.of(ID));
    }

    /** Of a batch whose commit began then. */
    private static News outcome(long commitBegunNanos) {
        Order order = new Order(
                ORDER, 7, "alice", 1, OrderStatus.RESERVED, null, 1L, null, Instant.EPOCH, Instant.EPOCH, 1, 9, null);
        return News.of(
                new AppliedBatch(commitBegunNanos, List.of(), List.of(order), List.of(), Set.of(ID)),
                new DealPartitions(12));
    }

    /** A question whose answers are given, with what news of the order tell. */
    private record Asks(Mono<View<String>> firstLook, Mono<View<String>> look, View<String> told)
            implements Query<String> {

        @Override
        public EntityId id() {
            return ID;
        }

        @Override
        public Viewer viewer() {
            return VIEWER;
        }

        @Override
        public Optional<View<String>> told(News news) {
            return news.order(ORDER).map(_ -> told);
        }
    }

    private static boolean isVerdict(View<String> view) {
        return !view.inLine();
    }

    private static View<String> inLine() {
        return new View<>(null, new Position(3, 9), 1, 0);
    }
}
