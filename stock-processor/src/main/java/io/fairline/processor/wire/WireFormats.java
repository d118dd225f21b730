package io.fairline.processor.wire;

import io.fairline.processor.domain.Rules;
import io.fairline.schemas.AvroSerdes;
import io.fairline.schemas.TopicNames;
import io.fairline.schemas.WireFormat;
import io.fairline.schemas.commands.Authority;
import io.fairline.schemas.commands.ExpireHolds;
import io.fairline.schemas.commands.OrderCommand;
import io.fairline.schemas.deals.DealPhase;
import io.fairline.schemas.deals.DealRecord;
import io.fairline.schemas.deals.DealSnapshot;
import io.fairline.schemas.events.DealClosed;
import io.fairline.schemas.events.OrderEvent;

/**
 * The wire formats of the topics this service reads and writes, learned at start.
 *
 * @param serdes the configured serializers; read what was written with another schema than ours
 */
public record WireFormats(
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

    /** Asks the registry; throws what {@link WireFormat#learn} throws. */
    public static WireFormats learn(AvroSerdes serdes, TopicNames topics) {
        OrderEvent event = new OrderEvent(1, 1L, 0, 0L, 0L, 0, 0, 0, new DealClosed("ops"));
        DealRecord deal = new DealRecord(1, 1L, new DealSnapshot("Sample", DealPhase.OPEN, 1, 1, 1, null, false, 1));
        return new WireFormats(
                WireFormat.learn(serdes, topics.commands(), command()),
                WireFormat.learn(serdes, topics.events(), event),
                WireFormat.learn(serdes, topics.deals(), deal),
                serdes);
    }

    /** A command's bytes that are as they should be. */
    byte[] sampleCommand() {
        return commands.newWriter().write(command());
    }

    private static OrderCommand command() {
        return new OrderCommand(1, Rules.CLOCK, Authority.CLOCK, 0L, new ExpireHolds());
    }
}
