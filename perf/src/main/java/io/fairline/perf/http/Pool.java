package io.fairline.perf.http;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The connections to one server, and the exchanges that wait for one of them. */
public final class Pool {

    private static final int MAX_WAITING = 200_000;

    final InetSocketAddress address;
    final List<Connection> all = new ArrayList<>();
    final Deque<Connection> idle = new ArrayDeque<>();
    final Deque<Exchange> waiting = new ArrayDeque<>();

    Pool(URI server, int connections) {
        address = new InetSocketAddress(server.getHost(), server.getPort());
        for (int i = 0; i < connections; i++) {
            all.add(new Connection(this));
        }
    }

    /** True where at least one connection stands. */
    public boolean isUp() {
        return all.stream().anyMatch(Connection::isOpen);
    }

    boolean hasRoomToWait() {
        return waiting.size() < MAX_WAITING;
    }
}
