package io.fairline.perf.baselines;

import java.sql.SQLException;
import java.util.concurrent.CompletionStage;

/** One way to sell limited stock. Used by many threads at once, and by several instances on the same servers. */
public interface Baseline extends AutoCloseable {

    /** Puts stock on sale; the deal becomes known after this. Blocks. */
    void open(Deal deal) throws SQLException;

    /**
     * Decides an order, or puts it in line. Never blocks. The deal exists and the quantity is allowed.
     *
     * <p>The same order again has the same outcome and takes nothing. A failed stage leaves open what was written.
     */
    CompletionStage<Outcome> place(Order order);

    @Override
    void close();
}
