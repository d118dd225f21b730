package io.fairline.processor.store;

import io.fairline.processor.domain.Counts;
import io.fairline.processor.domain.Deal;
import io.fairline.processor.domain.Phase;
import io.fairline.processor.domain.Terms;
import java.nio.ByteBuffer;

/**
 * A deal as a stored value.
 *
 * <p>Version 1: version (1 byte), phase (1), available, held, sold (4 each), sequence, orders decided, earliest deadline (8
 * each), most per order, hold seconds (4 each), opening time (8, {@link #AT_ONCE} for none), title (text). The id is the
 * key's.
 */
final class StoredDeal {

    private static final byte VERSION = 1;
    private static final long AT_ONCE = Long.MIN_VALUE;
    private static final int FIXED_BYTES = 2 + 5 * Integer.BYTES + 4 * Long.BYTES;

    private StoredDeal() {}

    static byte[] encode(Deal deal) {
        Terms terms = deal.terms();
        byte[] title = StoredText.encode(terms.title());
        ByteBuffer value = ByteBuffer.allocate(FIXED_BYTES + StoredText.sizeOf(title))
                .put(VERSION)
                .put(codeOf(deal.phase()))
                .putInt(deal.counts().available())
                .putInt(deal.counts().held())
                .putInt(deal.counts().sold())
                .putLong(deal.sequence())
                .putLong(deal.ordersDecided())
                .putLong(deal.earliestDeadlineMillis())
                .putInt(terms.maxQuantityPerOrder())
                .putInt(terms.holdSeconds())
                .putLong(terms.opensAtMillis() == null ? AT_ONCE : terms.opensAtMillis());
        StoredText.put(value, title);
        return value.array();
    }

    static Deal decode(int dealId, byte[] bytes) {
        ByteBuffer value = ByteBuffer.wrap(bytes);
        byte version = value.get();
        if (version != VERSION) {
            throw new IllegalStateException(
                    "stored deal of version %d where %d is known: was it written by a newer stock-processor?"
                            .formatted(version, VERSION));
        }
        Phase phase = phaseOf(value.get());
        Counts counts = new Counts(value.getInt(), value.getInt(), value.getInt());
        long sequence = value.getLong();
        long ordersDecided = value.getLong();
        long earliestDeadlineMillis = value.getLong();
        Terms terms = termsFrom(value);
        return new Deal(dealId, phase, terms, counts, sequence, ordersDecided, earliestDeadlineMillis);
    }

    private static Terms termsFrom(ByteBuffer value) {
        int maxQuantityPerOrder = value.getInt();
        int holdSeconds = value.getInt();
        long opensAtMillis = value.getLong();
        String title = StoredText.get(value);
        return new Terms(title, maxQuantityPerOrder, holdSeconds, opensAtMillis == AT_ONCE ? null : opensAtMillis);
    }

    // Codes are for life; the order of the enum's constants is not.
    private static byte codeOf(Phase phase) {
        return switch (phase) {
            case UNOPENED -> 1;
            case OPEN -> 2;
            case CLOSED -> 3;
        };
    }

    private static Phase phaseOf(byte code) {
        return switch (code) {
            case 1 -> Phase.UNOPENED;
            case 2 -> Phase.OPEN;
            case 3 -> Phase.CLOSED;
            default -> throw new IllegalStateException("no phase has the code " + code);
        };
    }
}
