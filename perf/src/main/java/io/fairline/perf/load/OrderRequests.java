package io.fairline.perf.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.List;

/** The bytes of the requests for orders: a head by shopper, a key by order, a tail by deal and quantity. */
final class OrderRequests {

    private final Shoppers shoppers;
    private final byte[] keyPrefix;
    private final byte[][][] tails;

    OrderRequests(String run, Shoppers shoppers, List<Integer> dealIds, int maxQuantity) {
        this.shoppers = shoppers;
        keyPrefix = (run + "-").getBytes(US_ASCII);
        tails = new byte[dealIds.size()][maxQuantity + 1][];
        for (int deal = 0; deal < dealIds.size(); deal++) {
            for (int quantity = 1; quantity <= maxQuantity; quantity++) {
                tails[deal][quantity] = tail(dealIds.get(deal), quantity);
            }
        }
    }

    /** The Idempotency-Key of an order of a run. */
    static String key(String run, int order) {
        return run + "-" + order;
    }

    String shopper(int shopper) {
        return shoppers.name(shopper);
    }

    void place(ByteBuffer out, int order, int shopper, int deal, int quantity) {
        out.put(shoppers.orderHead(shopper)).put(keyPrefix);
        putDecimal(out, order);
        out.put(tails[deal][quantity]);
    }

    /** Any other request of a shopper: request line without version, then headers that end in an empty line. */
    void other(ByteBuffer out, int shopper, String methodAndPath, String headers) {
        out.put(methodAndPath.getBytes(US_ASCII)).put(" HTTP/1.1\r\n".getBytes(US_ASCII));
        out.put(shoppers.authorization(shopper));
        out.put(headers.getBytes(US_ASCII)).put((byte) '\r').put((byte) '\n');
    }

    private static byte[] tail(int dealId, int quantity) {
        String body = "{\"dealId\":%d,\"quantity\":%d}".formatted(dealId, quantity);
        return "\r\nContent-Length: %d\r\n\r\n%s".formatted(body.length(), body).getBytes(US_ASCII);
    }

    private static void putDecimal(ByteBuffer out, int value) {
        int divisor = 1;
        while (value / divisor >= 10) {
            divisor *= 10;
        }
        for (; divisor > 0; divisor /= 10) {
            out.put((byte) ('0' + value / divisor % 10));
        }
    }
}
