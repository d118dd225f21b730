package io.fairline.processor.store;

import io.fairline.processor.domain.Deal;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Knows of most new orders that they are new, without asking the store: that question was a third of the cost of a
 * decision, and the answer is nearly always no.
 *
 * <p>A Bloom filter of fixed size over the orders of those deals whose every order this object has seen, because they
 * had none when it first met them. Of other deals, as after a restart, and as the filter fills up, it knows nothing and
 * the store is asked as ever. It may miss a new order, but never takes a known one for new.
 */
final class FreshOrders {

    /** 1 MiB for each partition with such a deal: a million orders at 1 miss in 50. */
    private static final int FILTER_BITS = 1 << 23;

    private static final int PROBES = 4;

    private final Map<Integer, Boolean> seenFromTheFirst = new HashMap<>();
    private long[] filter = {};

    /** True only when no such order was ever stored. */
    boolean isNew(Deal deal, UUID orderId) {
        if (!seenFromTheFirst.computeIfAbsent(deal.dealId(), _ -> deal.ordersDecided() == 0)) {
            return false;
        }
        if (filter.length == 0) {
            filter = new long[FILTER_BITS / Long.SIZE];
        }
        long hash = hashOf(orderId);
        for (int probe = 0; probe < PROBES; probe++) {
            int bit = bit(hash, probe);
            if ((filter[bit >>> 6] & (1L << bit)) == 0) {
                return true;
            }
        }
        return false;
    }

    /** An order has been stored. Its deal has been asked about before. */
    void add(int dealId, UUID orderId) {
        if (!seenFromTheFirst.getOrDefault(dealId, false)) {
            return;
        }
        long hash = hashOf(orderId);
        for (int probe = 0; probe < PROBES; probe++) {
            int bit = bit(hash, probe);
            filter[bit >>> 6] |= 1L << bit;
        }
    }

    // All probes of an order fall into the same 64 bytes, which is what a processor fetches at once.
    private static int bit(long hash, int probe) {
        int block = (int) (hash >>> 32) & (FILTER_BITS - 1) & -512;
        return block | ((int) (hash >>> (9 * probe)) & 511);
    }

    // An id's bits are random, or an HMAC's, where they are not its deal's: but nobody has to be trusted with that.
    private static long hashOf(UUID orderId) {
        long hash = orderId.getLeastSignificantBits() * 0x9E37_79B9_7F4A_7C15L ^ orderId.getMostSignificantBits();
        hash = (hash ^ (hash >>> 32)) * 0xD6E8_FEB8_6659_FD93L;
        return hash ^ (hash >>> 29);
    }
}
