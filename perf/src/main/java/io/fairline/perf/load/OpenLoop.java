package io.fairline.perf.load;

import io.fairline.perf.http.HttpLoop;
import io.fairline.perf.http.Pool;
import java.util.List;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;

/** Sends orders when they are due, whatever became of the ones before. */
final class OpenLoop {

    private final HttpLoop loop;
    private final List<Pool> intakes;
    private final OrderBook book;
    private final OrderRequests requests;
    private final Followers followers;
    private final Retries retries;
    private final LoadCounts counts;
    private final LoadSettings settings;
    private final SplittableRandom random;
    private final Histogram lateness = new Histogram(3);
    private final int followEvery;
    private long overflowed;

    OpenLoop(
            HttpLoop loop,
            List<Pool> intakes,
            OrderBook book,
            OrderRequests requests,
            Followers followers,
            Retries retries,
            LoadCounts counts,
            LoadSettings settings) {
        this.loop = loop;
        this.intakes = intakes;
        this.book = book;
        this.requests = requests;
        this.followers = followers;
        this.retries = retries;
        this.counts = counts;
        this.settings = settings;
        this.random = new SplittableRandom(settings.seed());
        this.followEvery = settings.followEvery();
    }

    /** Sends all arrivals, on time or late. */
    void send(Arrivals arrivals) {
        while (arrivals.hasNext()) {
            long now = System.nanoTime();
            while (arrivals.hasNext() && arrivals.peekNanos() <= now) {
                lateness.recordValue(Math.max(0, now - arrivals.peekNanos()));
                order(arrivals.peekNanos());
                arrivals.advance();
            }
            loop.turn(arrivals.hasNext() ? arrivals.peekNanos() : now);
        }
    }

    /** How late the generator itself was, before any connection was asked for. */
    Histogram lateness() {
        return lateness;
    }

    /** Orders given up because too many waited for a connection already. */
    long overflowed() {
        return overflowed;
    }

    private void order(long dueNanos) {
        int order = book.add(dueNanos, random.nextInt(settings.shoppers()), random.nextInt(settings.deals()));
        int quantity = settings.maxQuantity() == 1 ? 1 : random.nextInt(1, settings.maxQuantity() + 1);
        counts.request();
        PlaceOrder exchange = new PlaceOrder(book, requests, counts, order, quantity, this::answered);
        if (!loop.submit(intakes.get(order % intakes.size()), exchange)) {
            overflowed++;
            exchange.lost("too many wait for a connection", System.nanoTime());
        }
    }

    private void answered(int order, int quantity, OrderOutcome outcome) {
        retries.after(order, quantity, outcome);
        if (outcome == OrderOutcome.ACCEPTED && order % followEvery == 0) {
            followers.follow(order, () -> {});
        }
    }
}
