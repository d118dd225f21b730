package io.fairline.processor.wire;

import io.fairline.schemas.AvroSerdes;
import io.fairline.schemas.TopicNames;
import io.fairline.schemas.commands.Authority;
import io.fairline.schemas.commands.ExpireHolds;
import io.fairline.schemas.commands.OrderCommand;
import io.fairline.schemas.deals.DealPhase;
import io.fairline.schemas.deals.DealRecord;
import io.fairline.schemas.deals.DealSnapshot;
import io.fairline.schemas.events.DealClosed;
import io.fairline.schemas.events.OrderEvent;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The wire formats of the topics this service reads and writes, learned at start.
 *
 * @param serdes the configured serializers; read what was written with another schema than ours
 */
public record Wire(
        WireFormat<OrderCommand> commands,
        WireFormat<OrderEvent> events,
        WireFormat<DealRecord> deals,
        AvroSerdes serdes) {

    // A record of ours has no text and no list near these; without them, 20 bytes of garbage can ask for 2 GB.
    private static final String LONGEST_TEXT_BYTES = "65536";
    private static final String LONGEST_LIST = "4096";

    static {
        System.setProperty("org.apache.avro.limits.string.maxLength", LONGEST_TEXT_BYTES);
        System.setProperty("org.apache.avro.limits.bytes.maxLength", LONGEST_TEXT_BYTES);
        System.setProperty("org.apache.avro.limits.collectionItems.maxLength", LONGEST_LIST);
    }

    /** Asks the registry; throws what the serializer throws when it is not there or does not have a schema. */
    public static Wire learn(AvroSerdes serdes, TopicNames topics) {
        OrderCommand command = new OrderCommand(1, "clock", Authority.CLOCK, 0L, new ExpireHolds());
        OrderEvent event = new OrderEvent(1, 1L, 0, 0L, 0L, 0, 0, 0, new DealClosed("ops"));
        DealRecord deal = new DealRecord(1, 1L, new DealSnapshot("Sample", DealPhase.OPEN, 1, 1, 1, null, false, 1));
        try (Serializer<SpecificRecord> serializer = serdes.newSerializer()) {
            return new Wire(
                    WireFormat.learn(serializer, topics.commands(), command),
                    WireFormat.learn(serializer, topics.events(), event),
                    WireFormat.learn(serializer, topics.deals(), deal),
                    serdes);
        }
    }
}
