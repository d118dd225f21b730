package io.fairline.projection.web;

import io.fairline.projection.domain.Subject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks again whenever there is news, until what is seen is worth an answer or the time is over. */
final class Patience {

    private final Waiters waiters;

    Patience(Waiters waiters) {
        this.waiters = waiters;
    }

    /**
     * One look, or as many as it takes.
     *
     * @param look reads afresh each time it is subscribed to
     * @param worthAnswering ends the waiting
     * @param longest ends it too, with what is seen then
     */
    <T> Mono<Sight<T>> await(
            Subject subject, Viewer viewer, Mono<Sight<T>> look, Predicate<Sight<T>> worthAnswering, Duration longest) {
        if (longest.isZero()) {
            return look;
        }
        return Mono.defer(() -> {
            Optional<Waiters.Waiter> place = waiters.enter(subject, viewer.subject());
            if (place.isEmpty()) {
                return look;
            }
            long end = System.nanoTime() + longest.toNanos();
            return looks(place.get(), look, end, longest)
                    .filter(sight -> worthAnswering.test(sight) || System.nanoTime() >= end)
                    .next()
                    .doFinally(signal -> place.get().close());
        });
    }

    /**
     * Looks until the time is over: at once, at every news, and now and then without.
     *
     * @param longestPause between two looks
     */
    <T> Flux<Sight<T>> follow(
            Subject subject, Viewer viewer, Mono<Sight<T>> look, Duration longestPause, Duration longest) {
        return Flux.defer(() -> {
            Optional<Waiters.Waiter> place = waiters.enter(subject, viewer.subject());
            if (place.isEmpty()) {
                return look.flux();
            }
            long end = System.nanoTime() + longest.toNanos();
            return looks(place.get(), look, end, longestPause)
                    .takeUntil(sight -> System.nanoTime() >= end)
                    .doFinally(signal -> place.get().close());
        });
    }

    private static <T> Flux<Sight<T>> looks(
            Waiters.Waiter place, Mono<Sight<T>> look, long endNanos, Duration longestPause) {
        AtomicBoolean first = new AtomicBoolean(true);
        return Mono.defer(() -> {
                    Duration pause = atMost(longestPause, endNanos);
                    Mono<Void> news = first.getAndSet(false) ? Mono.empty() : place.untilNews(pause);
                    return news.then(Mono.defer(() -> {
                        place.lookOut();
                        return look.doOnNext(sight -> place.knows(sight.version()));
                    }));
                })
                .repeat();
    }

    private static Duration atMost(Duration pause, long endNanos) {
        Duration left = Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
        return left.compareTo(pause) < 0 ? left : pause;
    }
}
