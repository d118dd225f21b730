package io.fairline.processor.wire;

import io.fairline.processor.wire.Reading.Unreadable;
import io.fairline.schemas.DealPartitions;
import io.fairline.schemas.WireFormat;
import io.fairline.schemas.commands.OrderCommand;
import java.io.IOException;
import java.util.Arrays;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Makes a command of the bytes of a record, or says why it is none.
 *
 * <p>A record that stands in another partition than its deal's line counts as none: its producer partitions otherwise
 * than everybody else, and deciding it here would sell the deal's units twice.
 */
public final class CommandReader {

    /** Largest value that can be a command; ours have some 150 bytes. Keeps answers and dead letters small too. */
    private static final int LARGEST_BYTES = 64 * 1024;

    private final WireFormat.Reader<OrderCommand> ours;
    private final int ourSchemaId;
    private final ForeignSchemas foreign;
    private final DealPartitions partitions;

    /** For one thread. */
    public CommandReader(WireFormats wire, ForeignSchemas foreign, DealPartitions partitions) {
        this.ours = wire.commands().newReader();
        this.ourSchemaId = wire.commands().schemaId();
        this.foreign = foreign;
        this.partitions = partitions;
    }

    /** What the record turned out to be; throws where only the registry could tell, and does not answer. */
    public Reading read(Record<byte[], byte[]> record, int partition) {
        byte @Nullable [] key = record.key();
        byte @Nullable [] value = record.value();
        if (key == null || value == null) {
            return new Unreadable(key == null ? "a record without key" : "a record without value");
        }
        if (value.length > LARGEST_BYTES) {
            return new Unreadable("%d bytes where a command has %d at most".formatted(value.length, LARGEST_BYTES));
        }
        try {
            OrderCommand command = decode(value, record.timestamp());
            if (!isKeyOf(command.getDealId(), key)) {
                return new Unreadable("the key does not name deal %d".formatted(command.getDealId()));
            }
            int line = partitions.partitionOf(key);
            if (line != partition) {
                return new Unreadable("stands in partition %d, but the line of deal %d is partition %d"
                        .formatted(partition, command.getDealId(), line));
            }
            return CommandFromAvro.read(command);
        } catch (Undecodable e) {
            return new Unreadable(e.reason());
        }
    }

    /** True when the key is exactly the number's decimal digits. */
    private static boolean isKeyOf(int dealId, byte[] key) {
        return dealId > 0 && Arrays.equals(key, DealPartitions.keyOf(dealId));
    }

    private OrderCommand decode(byte[] value, long appendedAtMillis) throws Undecodable {
        Integer schemaId = WireFormat.schemaIdOf(value);
        if (schemaId == null) {
            throw new Undecodable("does not begin with magic byte 0 and a schema id");
        }
        if (schemaId != ourSchemaId) {
            return foreign.read(value, schemaId, appendedAtMillis);
        }
        try {
            return ours.read(value);
        } catch (IOException | RuntimeException e) {
            throw new Undecodable("no OrderCommand: " + Undecodable.describe(e));
        }
    }
}
