package io.fairline.perf.compare;

import io.fairline.perf.http.Exchange;
import io.fairline.perf.http.HttpAnswer;
import io.fairline.perf.http.HttpLoop;
import io.fairline.perf.http.Pool;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Asks for the status of some orders until they are decided: of whoever can tell a shopper that waits, once; of the others
 * every ten milliseconds.
 */
final class Watch {

    static final long PAUSE_NANOS = Duration.ofMillis(10).toNanos();

    /** At a time, each on a connection of its own. */
    static final int MOST_WATCHED = 256;

    private final HttpLoop loop;
    private final List<Pool> readers;
    private final Requests requests;
    private final String waiting;
    private final Deque<Question> later = new ArrayDeque<>();
    private int watched;
    private int turn;

    /** @param waiting what goes after an order's address to be answered only once it is decided; empty if nothing does */
    Watch(HttpLoop loop, List<Pool> readers, Requests requests, String waiting) {
        this.loop = loop;
        this.readers = readers;
        this.requests = requests;
        this.waiting = waiting;
    }

    /** Watches an order, unless there are too many already. */
    void add(Placed order, String location) {
        if (watched < MOST_WATCHED && !location.isEmpty()) {
            watched++;
            order.isWatched = true;
            later.addLast(new Question(order, location + waiting));
        }
    }

    /** Asks what is due. */
    void ask(long nowNanos) {
        while (!later.isEmpty() && later.peekFirst().dueNanos <= nowNanos) {
            Question question = later.removeFirst();
            turn++;
            if (!loop.submit(readers.get(turn % readers.size()), question)) {
                watched--;
            }
        }
    }

    private final class Question implements Exchange {

        private final Placed order;
        private final String location;
        private long dueNanos = System.nanoTime() + PAUSE_NANOS;

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
                dueNanos = nowNanos + PAUSE_NANOS;
                later.addLast(this);
            }
        }

        @Override
        public void lost(String why, long nowNanos) {
            watched--;
        }
    }
}
