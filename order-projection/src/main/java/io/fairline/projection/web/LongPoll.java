package io.fairline.projection.web;

import io.fairline.projection.domain.Subject;
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
     * One look, or as many as it takes.
     *
     * @param first of several looks; empty where it is too early to tell
     * @param look reads afresh each time it is subscribed to
     * @param worthAnswering ends the waiting
     * @param longest ends it too, with what is seen then
     */
    <T> Mono<Awaited<T>> await(
            Subject subject,
            Viewer viewer,
            Mono<View<T>> first,
            Mono<View<T>> look,
            Predicate<View<T>> worthAnswering,
            Duration longest) {
        if (longest.isZero()) {
            return look.map(view -> new Awaited<>(view, false));
        }
        return Mono.defer(() -> {
            Optional<Waiters.Waiter> place = waiters.enter(subject, viewer.subject());
            if (place.isEmpty()) {
                return look.map(view -> new Awaited<>(view, !worthAnswering.test(view)));
            }
            long end = System.nanoTime() + longest.toNanos();
            return looks(place.get(), first, look, end, _ -> longest)
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
    <T> Flux<View<T>> follow(
            Subject subject,
            Viewer viewer,
            Mono<View<T>> look,
            Function<View<T>, Duration> longestPause,
            Duration longest) {
        return Flux.defer(() -> {
            Optional<Waiters.Waiter> place = waiters.enter(subject, viewer.subject());
            if (place.isEmpty()) {
                return look.flux();
            }
            long end = System.nanoTime() + longest.toNanos();
            // Whoever is cut off comes again, which costs more than to look once more.
            Mono<View<T>> patient = look.retryWhen(Retry.fixedDelay(FAILURES_IN_A_ROW, AFTER_A_FAILURE)
                    .onRetryExhaustedThrow((_, last) -> last.failure()));
            return looks(place.get(), patient, patient, end, longestPause)
                    .takeUntil(view -> System.nanoTime() >= end || waiters.haveEnded())
                    .doFinally(signal -> place.get().close());
        });
    }

    private static <T> Flux<View<T>> looks(
            Waiters.Waiter place,
            Mono<View<T>> first,
            Mono<View<T>> look,
            long endNanos,
            Function<View<T>, Duration> longestPause) {
        Mono<View<T>> tooEarly = Mono.defer(() -> lookAfterNews(place, look, atMost(TOO_EARLY, endNanos)));
        return lookOut(place, first)
                .switchIfEmpty(tooEarly)
                .expand(view -> lookAfterNews(place, look, atMost(longestPause.apply(view), endNanos)));
    }

    private static <T> Mono<View<T>> lookAfterNews(Waiters.Waiter place, Mono<View<T>> look, Duration pause) {
        return place.untilNews(pause).then(lookOut(place, look));
    }

    /** Whatever is news from the look on wakes the waiter. */
    private static <T> Mono<View<T>> lookOut(Waiters.Waiter place, Mono<View<T>> look) {
        return Mono.defer(() -> {
            place.lookOut();
            return look.doOnNext(view -> place.knows(view.version()));
        });
    }

    private static Duration atMost(Duration pause, long endNanos) {
        Duration left = Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
        return left.compareTo(pause) < 0 ? left : pause;
    }
}
