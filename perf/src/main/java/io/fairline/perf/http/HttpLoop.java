package io.fairline.perf.http;

import io.fairline.local.StartFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;

/**
 * The loop that moves the bytes of all pools. It belongs to the thread that calls it; nothing here is thread-safe.
 *
 * <p>Waiting is by the selector where there is about a millisecond to wait or more, and in naps below that: a selector
 * cannot wait for less, and a spinning generator would take the CPU that it is there to measure. What falls due or is
 * answered during a nap is handled together, half a millisecond late at most, and that counts as latency.
 */
public final class HttpLoop implements AutoCloseable {

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long NAP_NANOS = 500_000;
    private static final long CARE_EVERY_NANOS = 100 * NANOS_PER_MILLI;

    private final Selector selector;
    private final List<Pool> pools = new ArrayList<>();
    private final long limitNanos;
    private long nextCareNanos = System.nanoTime();
    private final Queue<Later> later = new PriorityQueue<>(Comparator.comparingLong(Later::dueNanos));
    private boolean closed;

    private record Later(long dueNanos, Runnable work) {}

    /** The limit is how long an answer may take before the request is given up as lost. */
    public HttpLoop(Duration limit) {
        limitNanos = limit.toNanos();
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("no selector", e);
        }
    }

    /** Connections to a server such as {@code http://127.0.0.1:8080}; fails when nobody listens there. */
    public Pool connect(URI server, int connections) {
        Pool pool = new Pool(server, connections);
        pools.add(pool);
        for (Connection connection : pool.all) {
            try {
                connection.connect(pool.address, selector);
                pool.idle.addLast(connection);
            } catch (IOException e) {
                throw new StartFailure("nobody answers at %s: start the stack first".formatted(server), e);
            }
        }
        return pool;
    }

    /**
     * Sends at once where a connection is free, else as soon as one is.
     *
     * @return false where too many wait already, and once this is closed
     */
    public boolean submit(Pool pool, Exchange exchange) {
        if (closed) {
            return false;
        }
        Connection free = pool.idle.pollFirst();
        if (free != null) {
            start(free, exchange);
            return true;
        }
        if (!pool.hasRoomToWait()) {
            return false;
        }
        pool.waiting.addLast(exchange);
        return true;
    }

    /** Does something in a turn that comes after the pause; when this is closed before, then. */
    public void later(long pauseNanos, Runnable work) {
        later.add(new Later(System.nanoTime() + pauseNanos, work));
    }

    /** Handles what is ready and waits for more, until the given time at the latest. */
    public void turn(long untilNanos) {
        try {
            long now = System.nanoTime();
            if (now >= nextCareNanos) {
                care(now);
            }
            doWhatIsDue(now);
            long waitNanos = Math.min(untilNanos, nextCareNanos) - now;
            if (waitNanos > NAP_NANOS) {
                selector.select(this::ready, Math.max(1, waitNanos / NANOS_PER_MILLI));
            } else if (selector.selectNow(this::ready) == 0 && waitNanos > 0) {
                LockSupport.parkNanos(NAP_NANOS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the selector failed", e);
        }
    }

    /** Exchanges under way or waiting for a connection, and what is to be done later. */
    public int unfinished() {
        int open = later.size();
        for (Pool pool : pools) {
            open += pool.waiting.size();
            for (Connection connection : pool.all) {
                open += connection.isBusy() ? 1 : 0;
            }
        }
        return open;
    }

    /** Closes all connections; what is under way or waits is lost. */
    @Override
    public void close() {
        closed = true; // what is lost now and wants to be asked again is told so, or nobody would ever end it
        long now = System.nanoTime();
        for (Pool pool : pools) {
            pool.all.forEach(connection -> connection.close("the run ended", now));
            loseWaiting(pool, "the run ended", now);
        }
        doWhatIsDue(Long.MAX_VALUE);
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the selector failed", e);
        }
    }

    private void doWhatIsDue(long now) {
        for (Later next = later.peek(); next != null && next.dueNanos() <= now; next = later.peek()) {
            later.remove();
            next.work().run();
        }
    }

    private void ready(SelectionKey key) {
        if (!key.isValid()) {
            return; // its connection has been dropped in this very turn, by an exchange that another one's end began
        }
        Connection connection = (Connection) key.attachment();
        try {
            if (connection.advance(key)) {
                release(connection);
            }
        } catch (IOException e) {
            dropAndReconnect(connection, String.valueOf(e.getMessage()));
        }
    }

    private void start(Connection connection, Exchange exchange) {
        try {
            connection.start(exchange, System.nanoTime());
        } catch (IOException e) {
            dropAndReconnect(connection, String.valueOf(e.getMessage()));
        }
    }

    private void release(Connection connection) {
        Exchange next = connection.pool.waiting.pollFirst();
        if (next == null) {
            connection.pool.idle.addLast(connection);
        } else {
            start(connection, next);
        }
    }

    private void dropAndReconnect(Connection connection, String why) {
        connection.pool.idle.remove(connection);
        connection.close(why, System.nanoTime());
        reconnect(connection);
    }

    private void reconnect(Connection connection) {
        try {
            connection.connect(connection.pool.address, selector);
            release(connection);
        } catch (IOException e) {
            connection.close("refused", System.nanoTime()); // tried again at the next round of care
        }
    }

    /** Gives up what takes too long, and tries to reach again whom it lost. */
    private void care(long now) {
        nextCareNanos = now + CARE_EVERY_NANOS;
        for (Pool pool : pools) {
            for (Connection connection : pool.all) {
                if (connection.isOverdue(now, limitNanos)) {
                    dropAndReconnect(connection, "no answer in time");
                } else if (!connection.isOpen()) {
                    reconnect(connection);
                }
            }
            if (!pool.isUp()) {
                loseWaiting(pool, "nobody answers at " + pool.address, now);
            }
        }
    }

    private static void loseWaiting(Pool pool, String why, long now) {
        for (Exchange next = pool.waiting.pollFirst(); next != null; next = pool.waiting.pollFirst()) {
            next.lost(why, now);
        }
    }
}
