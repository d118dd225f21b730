package io.fairline.perf.compare;

import io.fairline.local.JwtKeys;
import io.fairline.local.PostgresDatabase;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** One of those that are compared, running with everything it needs and nothing else. */
interface Contender extends AutoCloseable {

    /** Where orders are sent. */
    List<URI> intakes();

    /** Where the status of an order is asked for. */
    List<URI> readers();

    /** What goes after the address of an order so that it is answered once it is decided; empty where nothing does. */
    String waiting();

    JwtKeys keys();

    /** Where the table {@code orders} has a row for each decision. */
    PostgresDatabase database();

    /** The column of that table which says where in line an order stood. */
    String placeColumn();

    /** Pid by name of everything that works for it. */
    Map<String, Long> processes();

    /** Kills with -9 the instance that works most: with one deal whoever decides it, where it is decided by one. Blocks. */
    void kill();

    /** Starts again what was killed. Blocks until it is back. */
    void restart();

    @Override
    void close();
}
