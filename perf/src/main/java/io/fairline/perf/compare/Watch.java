package io.fairline.perf.compare;

import io.fairline.perf.http.Exchange;
import io.fairline.perf.http.HttpAnswer;
import io.fairline.perf.http.HttpLoop;
import io.fairline.perf.http.Pool;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Asks for the status of some orders until they are decided: of whoever can tell a shopper that waits, once; of the others
 * again and again, the less often the longer it takes. What is seen late by that is a tenth of the wait at most, and a slow
 * one is not made slower by being asked.
 */
final class Watch {

    static final long SHORTEST_PAUSE_NANOS = Duration.ofMillis(10).toNanos();
    static final long LONGEST_PAUSE_NANOS = Duration.ofMillis(100).toNanos();
    static final int PAUSE_SHARE = 10;

    /** At a time, each on a connection of its own. */
    static final int MOST_WATCHED = 256;

    private final HttpLoop loop;
    private final List<Pool> readers;
    private final Requests requests;
    private final String waiting;
    private final Queue<Question> later = new PriorityQueue<>(Comparator.comparingLong(question -> question.dueNanos));
    private int watched;
    private int turn;

    /** @param waiting what goes after an order's address to be answered only once it is decided; empty if nothing does */
    Watch(HttpLoop loop, List<Pool> readers, Requests requests, String waiting) {
        this.loop = loop;
        this.readers = readers;
        this.requests = requests;
        this.waiting = waiting;
    }

    /** Watches an order; false when there are too many already. */
    boolean add(Placed order, String location) {
        if (watched >= MOST_WATCHED || location.isEmpty()) {
            return false;
        }
        watched++;
        order.isWatched = true;
        new Question(order, location + waiting).later(System.nanoTime());
        return true;
    }

    /** Asks what is due. */
    void ask(long nowNanos) {
        for (Question next = later.peek(); next != null && next.dueNanos <= nowNanos; next = later.peek()) {
            later.remove();
            turn++;
            if (!loop.submit(readers.get(turn % readers.size()), next)) {
                next.later(nowNanos);
            }
        }
    }

    /** A tenth of what the order has waited since it was due, within bounds. */
    static long pauseNanos(long waitedNanos) {
        return Math.clamp(waitedNanos / PAUSE_SHARE, SHORTEST_PAUSE_NANOS, LONGEST_PAUSE_NANOS);
    }

    private final class Question implements Exchange {

        private final Placed order;
        private final String location;
        private long dueNanos;

        Question(Placed order, String location) {
            this.order = order;
            this.location = location;
        }

        @Override
        public void encode(ByteBuffer out, long nowNanos) {
            requests.get(out, order.shopper, location);
        }

        @Override
        public void answered(HttpAnswer answer, long nowNanos) {
            String status = answer.field("status");
            if (answer.status() == 200 && !"PENDING".equals(status)) {
                order.decidedNanos = nowNanos;
                watched--;
            } else {
                later(nowNanos);
            }
        }

        /** Of the next reader then: the one that was asked may be dead, and the order is not. */
        @Override
        public void lost(String why, long nowNanos) {
            later(nowNanos);
        }

        private void later(long nowNanos) {
            dueNanos = nowNanos + pauseNanos(nowNanos - order.dueNanos);
            Watch.this.later.add(this);
        }
    }
}
