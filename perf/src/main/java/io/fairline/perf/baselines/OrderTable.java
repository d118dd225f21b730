package io.fairline.perf.baselines;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** The rows of deals and orders, as all approaches have them. */
public final class OrderTable {

    static final String RESERVED = "RESERVED";
    static final String REJECTED = "REJECTED";

    // Stock and order in one round trip; nothing is returned when either cannot be.
    private static final String SELL = """
            WITH sold AS (
                UPDATE deals SET available = available - ?, decided = decided + 1
                WHERE deal_id = ? AND available >= ?
                RETURNING decided)
            INSERT INTO orders SELECT ?, ?, ?, ?, 'RESERVED', decided, ? FROM sold
            ON CONFLICT (order_id) DO NOTHING
            RETURNING sequence""";
    private static final String INSERT = """
            INSERT INTO orders VALUES (?, ?, ?, ?, 'RESERVED', ?, ?) ON CONFLICT (order_id) DO NOTHING""";
    private static final String INSERT_ALL = """
            INSERT INTO orders
            SELECT * FROM unnest(?::uuid[], ?::int[], ?::text[], ?::int[], ?::text[], ?::bigint[], ?::int[])
            ON CONFLICT (order_id) DO NOTHING""";

    private OrderTable() {}

    /** An order as its shopper may see it. */
    public record Row(UUID id, int dealId, String shopper, int quantity, String status, long placeInLine) {}

    /** False when the deal was there before. */
    public static boolean insertDeal(Connection connection, Deal deal) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO deals VALUES (?, ?, ?, ?, ?, 0) ON CONFLICT (deal_id) DO NOTHING")) {
            insert.setInt(1, deal.dealId());
            insert.setString(2, deal.title());
            insert.setInt(3, deal.stock());
            insert.setInt(4, deal.maxQuantity());
            insert.setInt(5, deal.stock());
            return insert.executeUpdate() == 1;
        }
    }

    public static Optional<Deal> findDeal(Connection connection, int dealId) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT title, stock, max_quantity FROM deals WHERE deal_id = ?")) {
            query.setInt(1, dealId);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Deal(dealId, rows.getString(1), rows.getInt(2), rows.getInt(3)))
                        : Optional.empty();
            }
        }
    }

    public static Optional<Row> find(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT deal_id, shopper, quantity, status, sequence FROM orders WHERE order_id = ?")) {
            query.setObject(1, id);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Row(
                                id,
                                rows.getInt(1),
                                rows.getString(2),
                                rows.getInt(3),
                                rows.getString(4),
                                rows.getLong(5)))
                        : Optional.empty();
            }
        }
    }

    /** Takes stock and writes the order, if both can be. */
    static Outcome sell(Connection connection, Order order) throws SQLException {
        try (PreparedStatement sell = connection.prepareStatement(SELL)) {
            sell.setInt(1, order.quantity());
            sell.setInt(2, order.dealId());
            sell.setInt(3, order.quantity());
            bindOrder(sell, 4, order);
            sell.setInt(8, order.instance());
            try (ResultSet sold = sell.executeQuery()) {
                if (sold.next()) {
                    return Outcome.RESERVED;
                }
            }
        }
        return withoutSelling(connection, order);
    }

    /** Gives back what this transaction took. The order is a retry of one that won, or there is too little left. */
    static Outcome withoutSelling(Connection connection, Order order) throws SQLException {
        connection.rollback();
        return find(connection, order.id()).isPresent() ? Outcome.RESERVED : Outcome.SOLD_OUT;
    }

    /** Writes an order whose stock was taken elsewhere. */
    static void insert(Connection connection, Order order, long sequence) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            bindOrder(insert, 1, order);
            insert.setLong(5, sequence);
            insert.setInt(6, order.instance());
            insert.executeUpdate();
        }
    }

    /** Writes a batch in one round trip. */
    static void insertAll(Connection connection, List<Decision> batch) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT_ALL)) {
            bindArray(insert, 1, "uuid", batch, decision -> decision.order().id());
            bindArray(insert, 2, "int4", batch, decision -> decision.order().dealId());
            bindArray(insert, 3, "text", batch, decision -> decision.order().shopper());
            bindArray(insert, 4, "int4", batch, decision -> decision.order().quantity());
            bindArray(insert, 5, "text", batch, Decision::status);
            bindArray(insert, 6, "int8", batch, Decision::sequence);
            bindArray(insert, 7, "int4", batch, decision -> decision.order().instance());
            insert.executeUpdate();
        }
    }

    /** Which of these orders have been decided before. */
    static Set<UUID> known(Connection connection, List<Order> orders) throws SQLException {
        Set<UUID> known = new HashSet<>();
        try (PreparedStatement query =
                connection.prepareStatement("SELECT order_id FROM orders WHERE order_id = ANY (?)")) {
            bindArray(query, 1, "uuid", orders, Order::id);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    known.add(rows.getObject(1, UUID.class));
                }
            }
        }
        return known;
    }

    static <T> void bindArray(
            PreparedStatement statement, int at, String type, List<T> batch, Function<T, Object> value)
            throws SQLException {
        Array array = statement
                .getConnection()
                .createArrayOf(type, batch.stream().map(value).toArray());
        statement.setArray(at, array);
    }

    static void bindOrder(PreparedStatement statement, int from, Order order) throws SQLException {
        statement.setObject(from, order.id());
        statement.setInt(from + 1, order.dealId());
        statement.setString(from + 2, order.shopper());
        statement.setInt(from + 3, order.quantity());
    }
}
