package io.fairline.perf.baselines;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A queue in memory and one worker that decides what is in it and writes the decisions in batches. The answer is given
 * when the order is in the queue, so what is in there when the process dies was promised and is lost.
 *
 * <p>Two instances cannot share a queue. Each sells an even share of the stock to the line in front of it, and one may be
 * sold out while the other is not. A retry that reaches the other instance before the first try is decided is one row, but
 * takes its units from both shares.
 */
final class MemoryQueue implements Baseline {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryQueue.class);
    private static final int MOST_WAITING = 50_000;
    private static final int LARGEST_BATCH = 500;
    private static final long PAUSE_MILLIS = 100;
    private static final String SOLD_HERE = """
            SELECT deals.deal_id, stock, sum(quantity) FILTER (WHERE status = 'RESERVED'), max(sequence)
            FROM orders JOIN deals USING (deal_id) WHERE instance = ? GROUP BY deals.deal_id""";

    private final Database database;
    private final Instance self;
    private final BlockingQueue<Order> queue = new ArrayBlockingQueue<>(MOST_WAITING);
    // The worker's alone; as many as there are deals on sale.
    private final Map<Integer, DealLine> lines = new HashMap<>();
    private final Thread worker = new Thread(this::work, "memory-queue");

    MemoryQueue(Database database, Instance self) throws SQLException {
        this.database = database;
        this.self = self;
        lines.putAll(database.inTransaction(this::linesBeforeTheRestart));
        worker.start();
    }

    @Override
    public void open(Deal deal) {}

    @Override
    public CompletionStage<Outcome> place(Order order) {
        return CompletableFuture.completedFuture(queue.offer(order) ? Outcome.IN_LINE : Outcome.OVERLOADED);
    }

    @Override
    public void close() {
        worker.interrupt();
    }

    private void work() {
        List<Order> batch = new ArrayList<>(LARGEST_BATCH);
        try {
            while (true) {
                batch.add(queue.take());
                queue.drainTo(batch, LARGEST_BATCH - 1);
                decideAll(batch);
                batch.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the end
        }
    }

    /** Until it is done: the shoppers have been told that they are in line. Meanwhile the queue fills, and refuses. */
    private void decideAll(List<Order> batch) throws InterruptedException {
        while (true) {
            try {
                lines.putAll(database.inTransaction(connection -> decide(connection, batch)));
                return;
            } catch (SQLException e) {
                LOG.warn("{} orders wait for the database: {}", batch.size(), e.getMessage());
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
    }

    /** The lines after this batch. */
    private Map<Integer, DealLine> decide(Connection connection, List<Order> batch) throws SQLException {
        Map<Integer, DealLine> after = new HashMap<>();
        Set<UUID> known = OrderTable.known(connection, batch);
        List<Decision> decisions = new ArrayList<>(batch.size());
        for (Order order : batch) {
            if (known.add(order.id())) {
                DealLine line = after.get(order.dealId());
                if (line == null) {
                    line = lineOf(connection, order.dealId());
                    after.put(order.dealId(), line);
                }
                decisions.add(line.decide(order));
            }
        }
        OrderTable.insertAll(connection, decisions);
        return after;
    }

    private DealLine lineOf(Connection connection, int dealId) throws SQLException {
        DealLine line = lines.get(dealId);
        if (line != null) {
            return line.copy();
        }
        int stock = OrderTable.findDeal(connection, dealId).map(Deal::stock).orElse(0);
        return new DealLine(self.shareOf(stock), 0);
    }

    /** Of the deals that this instance has sold of: its share without that. */
    private Map<Integer, DealLine> linesBeforeTheRestart(Connection connection) throws SQLException {
        Map<Integer, DealLine> before = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(SOLD_HERE)) {
            query.setInt(1, self.number());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    int left = self.shareOf(rows.getInt(2)) - rows.getInt(3);
                    before.put(rows.getInt(1), new DealLine(left, rows.getLong(4)));
                }
            }
        }
        return before;
    }
}
