package io.fairline.perf.load;

import java.io.IOException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * The fields at the front of an event on the wire, read without the rest: while the load runs, the generator wants to
 * know that and when an order was decided, for a tenth of what a whole record costs. The checker reads it all later.
 */
final class EventHead {

    private static final int WIRE_HEADER_BYTES = 5; // magic byte and schema id
    private static final int RESERVED = 3;
    private static final int REJECTED = 4;

    private @Nullable BinaryDecoder decoder;
    private int dealId;
    private int causePartition;
    private long causeOffset;
    private int kind;

    void read(byte[] value) {
        try {
            BinaryDecoder in = DecoderFactory.get()
                    .binaryDecoder(value, WIRE_HEADER_BYTES, value.length - WIRE_HEADER_BYTES, decoder);
            decoder = in;
            dealId = in.readInt();
            in.readLong(); // sequence
            causePartition = in.readInt();
            causeOffset = in.readLong();
            in.readLong(); // decidedAtMillis
            in.readInt(); // available
            in.readInt(); // held
            in.readInt(); // sold
            kind = in.readIndex();
        } catch (IOException e) {
            throw new IllegalStateException("order-events holds something that is no event", e);
        }
    }

    int dealId() {
        return dealId;
    }

    int causePartition() {
        return causePartition;
    }

    long causeOffset() {
        return causeOffset;
    }

    /** True for a reservation or a rejection. */
    boolean decidesAnOrder() {
        return kind == RESERVED || kind == REJECTED;
    }

    boolean reserves() {
        return kind == RESERVED;
    }
}
