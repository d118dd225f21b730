package io.fairline.projection.web;

import io.fairline.projection.domain.EntityId;
import io.fairline.projection.store.News;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Who waits for news of what. Bounded, in all and for each shopper: one more than that is not turned away but answered
 * at once with what is known, because waiting only saves polling and the answer is just as true without it. So is everybody
 * when the instance ends, before the server waits for its requests.
 */
final class Waiters implements ApplicationListener<ContextClosedEvent> {

    private final WaitSettings settings;
    private final Map<EntityId, Set<Waiter>> byId = new ConcurrentHashMap<>();
    private final Map<String, Integer> byShopper = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean ended;

    Waiters(WaitSettings settings, MeterRegistry metrics) {
        this.settings = settings;
        Gauge.builder("fairline.projection.waiters", count, AtomicInteger::doubleValue)
                .description("Requests and streams that wait for news")
                .register(metrics);
    }

    /** Takes a place among those who wait, or none where all are taken. The caller closes it. */
    Optional<Waiter> enter(EntityId id, String shopper) {
        if (ended) {
            return Optional.empty();
        }
        if (count.incrementAndGet() > settings.mostWaiters()) {
            count.decrementAndGet();
            return Optional.empty();
        }
        if (byShopper.merge(shopper, 1, Integer::sum) > settings.mostPerShopper()) {
            leave(shopper);
            return Optional.empty();
        }
        Waiter waiter = new Waiter(id, shopper);
        byId.compute(id, (key, present) -> {
            Set<Waiter> all = present == null ? ConcurrentHashMap.newKeySet(1) : present;
            all.add(waiter);
            return all;
        });
        return Optional.of(waiter);
    }

    /** Tells whom it concerns. Never blocks: whoever is woken goes on elsewhere. */
    void wake(News news) {
        if (byId.isEmpty()) {
            return;
        }
        Set<EntityId> touched = news.touched();
        // The smaller side is walked: most batches touch far more than anybody waits for.
        if (touched.size() > byId.size()) {
            byId.forEach((id, waiters) -> {
                if (touched.contains(id)) {
                    waiters.forEach(waiter -> waiter.wake(news));
                }
            });
        } else {
            touched.forEach(id -> byId.getOrDefault(id, Set.of()).forEach(waiter -> waiter.wake(news)));
        }
    }

    /** What is waited for now. */
    Set<EntityId> ids() {
        return Set.copyOf(byId.keySet());
    }

    /** Wakes those who know an older version of it than this one. */
    void wakeOlderThan(EntityId id, long version) {
        for (Waiter waiter : byId.getOrDefault(id, Set.of())) {
            if (waiter.knownVersion < version) {
                waiter.wake(News.NONE);
            }
        }
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        endAll();
    }

    /** Whoever waits looks once more and goes, and nobody begins to. */
    void endAll() {
        ended = true;
        byId.values().forEach(waiters -> waiters.forEach(waiter -> waiter.wake(News.NONE)));
    }

    /** True from {@link #endAll} on: whatever is seen has to do. */
    boolean haveEnded() {
        return ended;
    }

    private void leave(String shopper) {
        byShopper.computeIfPresent(shopper, (key, places) -> places == 1 ? null : places - 1);
        count.decrementAndGet();
    }

    /** One place among those who wait. Used by one request at a time. */
    final class Waiter {

        private final EntityId id;
        private final String shopper;
        private volatile long knownVersion;
        private final long enteredNanos = System.nanoTime();
        private volatile CompletableFuture<News> news = new CompletableFuture<>();

        private Waiter(EntityId id, String shopper) {
            this.id = id;
            this.shopper = shopper;
        }

        /** To be called before looking: news from then on end the next {@link #untilNews}. */
        void lookOut() {
            news = new CompletableFuture<>();
        }

        /** What the look showed. */
        void knows(long version) {
            knownVersion = version;
        }

        /** The first news since {@link #lookOut}, or none when the time is over. */
        Mono<News> untilNews(Duration longest) {
            return Mono.fromFuture(news, true)
                    .timeout(longest, Mono.just(News.NONE))
                    // Not on the thread that brought the news, which has others to wake.
                    .publishOn(Schedulers.parallel());
        }

        private void wake(News heard) {
            news.complete(heard.forWhoAsked(enteredNanos));
        }

        void close() {
            byId.computeIfPresent(id, (key, all) -> {
                all.remove(this);
                return all.isEmpty() ? null : all;
            });
            leave(shopper);
        }
    }
}
