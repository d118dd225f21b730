package io.fairline.perf.load;

import io.fairline.perf.fairness.OrderStatus;
import io.fairline.perf.fairness.Position;
import io.fairline.perf.fairness.Sighting;
import io.fairline.perf.http.Exchange;
import io.fairline.perf.http.HttpAnswer;
import io.fairline.perf.http.HttpLoop;
import io.fairline.perf.http.Pool;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Follows orders as their shoppers would: waits for the decision, and goes on to confirm or cancel some of the won. */
final class Followers {

    private static final int KEPT_FAILURES = 10;

    private final HttpLoop loop;
    private final List<Pool> projections;
    private final List<Pool> intakes;
    private final OrderBook book;
    private final OrderRequests requests;
    private final LoadCounts counts;
    private final int confirmedPercent;
    private final Duration patience;
    private final SplittableRandom random;
    private final WatchedOrders watched = new WatchedOrders();
    private final List<Sighting> sightings = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private long failed;
    private int turn;

    Followers(
            HttpLoop loop,
            List<Pool> projections,
            List<Pool> intakes,
            OrderBook book,
            OrderRequests requests,
            LoadCounts counts,
            LoadSettings settings) {
        this.loop = loop;
        this.projections = projections;
        this.intakes = intakes;
        this.book = book;
        this.requests = requests;
        this.counts = counts;
        this.confirmedPercent = settings.confirmedPercent();
        this.patience = settings.drain();
        this.random = new SplittableRandom(settings.seed() + 1);
    }

    /**
     * Follows an accepted order until it is decided. Where no connection is free it waits for one, and that counts: to leave
     * it out would leave out the very orders of a stall. Where too many wait already, it counts as never seen.
     */
    void follow(int order, Runnable whenDone) {
        UUID id = Objects.requireNonNull(book.id(order));
        watched.offer(id);
        FollowOrder.Next next = new FollowOrder.Next() {
            @Override
            public void seen(OrderStatus status, String etag) {
                whenDone.run();
                if (status == OrderStatus.RESERVED) {
                    goOn(order, id, etag);
                }
            }

            @Override
            public void givenUp(String why) {
                fail(why);
                whenDone.run();
            }
        };
        FollowOrder question = new FollowOrder(this, order, book.shopper(order), id, book.position(order), null, next);
        if (!ask(question)) {
            next.givenUp("order %s: too many wait to be followed".formatted(id));
        }
    }

    /** How long an order may take to be seen decided. */
    Duration patience() {
        return patience;
    }

    OrderRequests requests() {
        return requests;
    }

    /** Some of those that are being followed. */
    WatchedOrders watched() {
        return watched;
    }

    List<Sighting> sightings() {
        return sightings;
    }

    /** Orders that could not be followed to their decision; the first few in words. */
    List<String> failures() {
        return failures;
    }

    long failed() {
        return failed;
    }

    boolean ask(FollowOrder question) {
        return loop.submit(nextOf(projections), question);
    }

    void later(long pauseNanos, Runnable work) {
        loop.later(pauseNanos, work);
    }

    void saw(Sighting sighting) {
        sightings.add(sighting);
    }

    void visible(int order, long nowNanos) {
        if (book.visibleNanos(order) == 0) {
            book.visible(order, nowNanos);
            counts.visible();
        }
    }

    private void goOn(int order, UUID id, String etag) {
        int dice = random.nextInt(100);
        if (dice < 2 * confirmedPercent) {
            String verb = dice < confirmedPercent ? "confirm" : "cancel";
            loop.submit(nextOf(intakes), new Change(order, id, verb, etag));
        }
    }

    private void fail(String why) {
        failed++;
        if (failures.size() < KEPT_FAILURES) {
            failures.add(why);
        }
    }

    private Pool nextOf(List<Pool> pools) {
        turn++;
        return pools.get(turn % pools.size());
    }

    /** POST /orders/{id}/confirm or /cancel, and then a look at what came of it. */
    private final class Change implements Exchange {

        private final int order;
        private final UUID id;
        private final String verb;
        private final String etag;

        Change(int order, UUID id, String verb, String etag) {
            this.order = order;
            this.id = id;
            this.verb = verb;
            this.etag = etag;
        }

        @Override
        public void encode(ByteBuffer out, long nowNanos) {
            requests.other(out, book.shopper(order), "POST /orders/%s/%s".formatted(id, verb), "Content-Length: 0\r\n");
        }

        @Override
        public void answered(HttpAnswer answer, long nowNanos) {
            String position = answer.field("position");
            if (answer.status() == 202 && position != null) {
                lookAgain(Position.parse(position));
            } else if (answer.status() != 503) {
                fail("%s: status %d: %s".formatted(verb, answer.status(), answer.body()));
            }
        }

        @Override
        public void lost(String why, long nowNanos) {
            // of unknown outcome, as it may be for any shopper: the log will tell
        }

        private void lookAgain(Position position) {
            FollowOrder.Next last = new FollowOrder.Next() {
                @Override
                public void seen(OrderStatus status, @Nullable String newEtag) {}

                @Override
                public void givenUp(String why) {
                    fail(verb + ": " + why);
                }
            };
            if (!ask(new FollowOrder(Followers.this, order, book.shopper(order), id, position, etag, last))) {
                last.givenUp("too many wait to be followed");
            }
        }
    }
}
