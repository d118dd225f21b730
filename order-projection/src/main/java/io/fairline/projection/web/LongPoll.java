package io.fairline.projection.web;

import io.fairline.projection.store.News;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Looks again whenever there is news, until what is seen is worth an answer or the time is over. */
final class LongPoll {

    // An order that is expected comes within a commit; whoever asks after an older one is not to wait noticeably.
    private static final Duration TOO_EARLY = Duration.ofMillis(250);
    private static final int FAILURES_IN_A_ROW = 5;
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);

    private final Waiters waiters;

    LongPoll(Waiters waiters) {
        this.waiters = waiters;
    }

    /**
     * One look, or as many as it takes; none where the news tell.
     *
     * @param worthAnswering ends the waiting
     * @param longest ends it too, with what is seen then
     */
    <T> Mono<Awaited<T>> await(Query<T> query, Predicate<View<T>> worthAnswering, Duration longest) {
        if (longest.isZero()) {
            return query.look().map(view -> new Awaited<>(view, false));
        }
        return Mono.defer(() -> {
            Optional<Waiters.Waiter> place =
                    waiters.enter(query.id(), query.viewer().subject());
            if (place.isEmpty()) {
                return query.look().map(view -> new Awaited<>(view, !worthAnswering.test(view)));
            }
            long end = System.nanoTime() + longest.toNanos();
            // What is told and does not end the waiting does not end this either: more may have happened since.
            Looks<T> looks = new Looks<>(
                    place.get(), query.look(), news -> query.told(news).filter(worthAnswering), end, _ -> longest);
            return looks.from(query.firstLook())
                    .map(view -> new Awaited<>(view, !worthAnswering.test(view) && System.nanoTime() < end))
                    .filter(awaited -> !awaited.cutShort() || waiters.haveEnded())
                    .next()
                    .doFinally(signal -> place.get().close());
        });
    }

    /**
     * Looks until the time is over: at once, at every news, and without news after a while.
     *
     * @param longestPause until the look after this view
     */
    <T> Flux<View<T>> follow(Query<T> query, Function<View<T>, Duration> longestPause, Duration longest) {
        return Flux.defer(() -> {
            Optional<Waiters.Waiter> place =
                    waiters.enter(query.id(), query.viewer().subject());
            if (place.isEmpty()) {
                return query.look().flux();
            }
            long end = System.nanoTime() + longest.toNanos();
            // Whoever is cut off comes again, which costs more than to look once more.
            Mono<View<T>> patient = query.look()
                    .retryWhen(Retry.fixedDelay(FAILURES_IN_A_ROW, AFTER_A_FAILURE)
                            .onRetryExhaustedThrow((_, last) -> last.failure()));
            return new Looks<>(place.get(), patient, _ -> Optional.empty(), end, longestPause)
                    .from(patient)
                    .takeUntil(view -> System.nanoTime() >= end || waiters.haveEnded())
                    .doFinally(signal -> place.get().close());
        });
    }

    /**
     * What one waiter sees, one thing after the other.
     *
     * @param told what news tell, where no look is needed
     */
    private record Looks<T>(
            Waiters.Waiter place,
            Mono<View<T>> look,
            Function<News, Optional<View<T>>> told,
            long endNanos,
            Function<View<T>, Duration> longestPause) {

        Flux<View<T>> from(Mono<View<T>> first) {
            return lookOut(first)
                    .switchIfEmpty(Mono.defer(() -> afterNews(TOO_EARLY)))
                    .expand(view -> afterNews(longestPause.apply(view)));
        }

        private Mono<View<T>> afterNews(Duration pause) {
            return place.untilNews(atMost(pause))
                    .flatMap(news -> told.apply(news).map(Mono::just).orElseGet(() -> lookOut(look)));
        }

        /** Whatever is news from the look on wakes the waiter. */
        private Mono<View<T>> lookOut(Mono<View<T>> look) {
            return Mono.defer(() -> {
                place.lookOut();
                return look.doOnNext(view -> place.knows(view.version()));
            });
        }

        private Duration atMost(Duration pause) {
            Duration left = Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
            return left.compareTo(pause) < 0 ? left : pause;
        }
    }
}
