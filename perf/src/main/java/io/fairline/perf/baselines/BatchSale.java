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

/** Sells to many orders in one transaction, in their order, each once. */
final class BatchSale {

    // In one order, so that two batches never wait for each other.
    private static final String LOCK = """
            SELECT deal_id, available, decided FROM deals WHERE deal_id = ANY (?) ORDER BY deal_id FOR UPDATE""";
    private static final String UPDATE = """
            UPDATE deals SET available = line.available, decided = line.decided
            FROM unnest(?::int[], ?::int[], ?::bigint[]) line (deal_id, available, decided)
            WHERE deals.deal_id = line.deal_id""";

    private BatchSale() {}

    /** How many of them were new. */
    static int decideAll(Connection connection, List<Order> orders) throws SQLException {
        Map<Integer, DealLine> lines = lock(connection, orders);
        Set<UUID> known = OrderTable.known(connection, orders);
        List<Decision> decisions = new ArrayList<>(orders.size());
        for (Order order : orders) {
            DealLine line = lines.get(order.dealId());
            if (line != null && known.add(order.id())) {
                decisions.add(line.decide(order));
            }
        }
        OrderTable.insertAll(connection, decisions);
        update(connection, lines);
        return decisions.size();
    }

    private static Map<Integer, DealLine> lock(Connection connection, List<Order> orders) throws SQLException {
        List<Integer> deals = orders.stream().map(Order::dealId).distinct().toList();
        Map<Integer, DealLine> lines = new HashMap<>();
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            OrderTable.bindArray(lock, 1, "int4", deals, deal -> deal);
            try (ResultSet rows = lock.executeQuery()) {
                while (rows.next()) {
                    lines.put(rows.getInt(1), new DealLine(rows.getInt(2), rows.getLong(3)));
                }
            }
        }
        return lines;
    }

    private static void update(Connection connection, Map<Integer, DealLine> lines) throws SQLException {
        List<Map.Entry<Integer, DealLine>> all = List.copyOf(lines.entrySet());
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            OrderTable.bindArray(update, 1, "int4", all, Map.Entry::getKey);
            OrderTable.bindArray(update, 2, "int4", all, line -> line.getValue().available());
            OrderTable.bindArray(update, 3, "int8", all, line -> line.getValue().sequence());
            update.executeUpdate();
        }
    }
}
