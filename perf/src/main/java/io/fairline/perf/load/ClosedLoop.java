package io.fairline.perf.load;

import io.fairline.perf.http.HttpLoop;
import io.fairline.perf.http.Pool;
import java.util.List;
import java.util.SplittableRandom;

/** Virtual users who each order once, wait until they see the decision, and make room for the next user. */
final class ClosedLoop {

    /** What a user waits for before making room for the next. */
    enum Patience {
        UNTIL_ANSWERED,
        UNTIL_DECIDED
    }

    private static final long TURN_NANOS = 20_000_000;

    private final HttpLoop loop;
    private final List<Pool> intakes;
    private final OrderBook book;
    private final OrderRequests requests;
    private final Followers followers;
    private final Retries retries;
    private final LoadCounts counts;
    private final LoadSettings settings;
    private final Patience patience;
    private final int followEvery;
    private final SplittableRandom random;
    private int toStart;
    private int done;

    ClosedLoop(
            HttpLoop loop,
            List<Pool> intakes,
            OrderBook book,
            OrderRequests requests,
            Followers followers,
            Retries retries,
            LoadCounts counts,
            LoadSettings settings,
            Patience patience,
            int followEvery) {
        this.loop = loop;
        this.intakes = intakes;
        this.book = book;
        this.requests = requests;
        this.followers = followers;
        this.retries = retries;
        this.counts = counts;
        this.settings = settings;
        this.patience = patience;
        this.followEvery = followEvery;
        this.random = new SplittableRandom(settings.seed());
    }

    /** Returns when all users have come to their end, or the deadline has passed. */
    void run(int users, int atOnce, long deadlineNanos) {
        toStart = users;
        for (int i = 0; i < Math.min(atOnce, users); i++) {
            startUser();
        }
        while (done < users && System.nanoTime() < deadlineNanos) {
            loop.turn(System.nanoTime() + TURN_NANOS);
        }
        toStart = 0;
    }

    private void startUser() {
        toStart--;
        int user = book.add(System.nanoTime(), book.size() % settings.shoppers(), random.nextInt(settings.deals()));
        counts.request();
        PlaceOrder exchange = new PlaceOrder(book, requests, counts, user, 1, this::answered);
        if (!loop.submit(intakes.get(user % intakes.size()), exchange)) {
            exchange.lost("too many wait for a connection", System.nanoTime());
        }
    }

    private void answered(int order, int quantity, OrderOutcome outcome) {
        retries.after(order, quantity, outcome);
        boolean waits = patience == Patience.UNTIL_DECIDED;
        boolean follows = outcome == OrderOutcome.ACCEPTED && isFollowed(order, followEvery, settings.shoppers());
        if (follows) {
            followers.follow(order, waits ? this::userIsDone : () -> {});
        }
        if (!waits || !follows) {
            userIsDone();
        }
    }

    private void userIsDone() {
        done++;
        if (toStart > 0) {
            startUser();
        }
    }

    /**
     * Other shoppers in each round of all: where it were always the same, a warm-up would leave the projection to verify everybody
     * else's token for the first time when it is measured.
     */
    static boolean isFollowed(int order, int followEvery, int shoppers) {
        return (order % shoppers + order / shoppers) % followEvery == 0;
    }
}
