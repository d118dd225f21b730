package io.fairline.processor.store;

import io.fairline.processor.domain.Line;
import io.fairline.processor.domain.Order;
import io.fairline.processor.domain.OrderStatus;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * An order as a stored value. Some 40 bytes, as there is one for every order ever placed.
 *
 * <p>Version 1: version (1 byte), status (1), fingerprint (8), hold deadline (8), shopper (text), number of lines (2), and of each line
 * deal (4) and quantity (4). The id is the key's.
 */
final class StoredOrder {

    private static final byte VERSION = 1;
    private static final int FIXED_BYTES = 2 + 2 * Long.BYTES + Short.BYTES;
    private static final int LINE_BYTES = 2 * Integer.BYTES;

    private StoredOrder() {}

    static byte[] encode(Order order) {
        byte[] shopper = StoredText.encode(order.shopper());
        int lines = order.lines().size();
        ByteBuffer value = ByteBuffer.allocate(FIXED_BYTES + StoredText.sizeOf(shopper) + lines * LINE_BYTES)
                .put(VERSION)
                .put(codeOf(order.status()))
                .putLong(order.fingerprint())
                .putLong(order.holdUntilMillis());
        StoredText.put(value, shopper);
        value.putShort((short) lines);
        for (Line line : order.lines()) {
            value.putInt(line.dealId()).putInt(line.quantity());
        }
        return value.array();
    }

    static Order decode(byte[] key, byte[] bytes) {
        ByteBuffer id = ByteBuffer.wrap(key);
        ByteBuffer value = ByteBuffer.wrap(bytes);
        byte version = value.get();
        if (version != VERSION) {
            throw new IllegalStateException(
                    "stored order of version %d where %d is known: was it written by a newer stock-processor?"
                            .formatted(version, VERSION));
        }
        OrderStatus status = statusOf(value.get());
        long fingerprint = value.getLong();
        long holdUntilMillis = value.getLong();
        String shopper = StoredText.get(value);
        UUID orderId = new UUID(id.getLong(), id.getLong());
        return new Order(orderId, shopper, linesFrom(value), fingerprint, status, holdUntilMillis);
    }

    private static List<Line> linesFrom(ByteBuffer value) {
        int count = Short.toUnsignedInt(value.getShort());
        if (count == 1) {
            return List.of(new Line(value.getInt(), value.getInt()));
        }
        List<Line> lines = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            lines.add(new Line(value.getInt(), value.getInt()));
        }
        return List.copyOf(lines);
    }

    // Codes are for life; the order of the enum's constants is not.
    private static byte codeOf(OrderStatus status) {
        return switch (status) {
            case RESERVED -> 1;
            case CONFIRMED -> 2;
            case REJECTED -> 3;
            case CANCELLED -> 4;
            case EXPIRED -> 5;
        };
    }

    private static OrderStatus statusOf(byte code) {
        return switch (code) {
            case 1 -> OrderStatus.RESERVED;
            case 2 -> OrderStatus.CONFIRMED;
            case 3 -> OrderStatus.REJECTED;
            case 4 -> OrderStatus.CANCELLED;
            case 5 -> OrderStatus.EXPIRED;
            default -> throw new IllegalStateException("no order status has the code " + code);
        };
    }
}
