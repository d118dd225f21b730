package io.fairline.projection.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.projection.domain.Advance;
import io.fairline.projection.log.DecodedPoll.Unreadable;
import io.fairline.projection.store.PartitionState;
import io.fairline.projection.wire.EventDecoder;
import io.fairline.projection.wire.SilentRegistry;
import io.fairline.schemas.AvroSerdes;
import io.fairline.schemas.RegistryCalls;
import io.fairline.schemas.events.DealClosed;
import io.fairline.schemas.events.OrderEvent;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class DecodedPollTest {

    private static final Map<Integer, Long> STORED = Map.of(3, 5L, 4, 20L, 5, 30L);

    private static final OrderEvent EVENT = new OrderEvent(7, 1L, 5, 0L, 1_000L, 5, 0, 0, new DealClosed("shop"));

    private final DecodedPoll poll = new DecodedPoll(Map.of(), Map.of(3, new Advance(3, 5, 9, 7)), List.of());

    @Test
    void partitionsAreTakenToWhereTheConsumerStands() {
        assertThat(poll.advances(STORED, Map.of(3, 10L, 4, 22L, 5, 30L)))
                .containsExactlyInAnyOrder(new Advance(3, 5, 10, 7), new Advance(4, 20, 22, -1));
    }

    @Test
    void whereThatIsNotKnownTheEventsCount() {
        assertThat(poll.advances(STORED, Map.of())).containsExactly(new Advance(3, 5, 9, 7));
    }

    @Test
    void registryThatDoesNotAnswerIsAskedOnceAPoll() throws IOException {
        OwnedPartitions owned = new OwnedPartitions();
        STORED.forEach((partition, next) -> owned.put(new PartitionState(partition, next, -1)));
        byte[] own = SilentRegistry.written(SilentRegistry.OWN_SCHEMA, EVENT);
        byte[] other = SilentRegistry.written(SilentRegistry.OTHER_SCHEMA, EVENT);
        List<ConsumerRecord<byte[], byte[]>> records = List.of(record(3, other), record(4, other), record(5, own));
        SilentRegistry.QUESTIONS.set(0);
        String client = SilentRegistry.class.getName();
        try (EventDecoder decoder =
                new EventDecoder(new AvroSerdes(client, client, Map.of()), RegistryCalls.ANSWER_WITHIN)) {
            DecodedPoll first = DecodedPoll.of(records, owned, decoder);

            assertThat(SilentRegistry.QUESTIONS).hasValue(1);
            assertThat(first.unreadable()).extracting(Unreadable::partition).containsExactly(3, 4);
            assertThat(first.byPartition()).containsOnlyKeys(5);

            DecodedPoll.of(records, owned, decoder);
            assertThat(SilentRegistry.QUESTIONS).hasValue(2);
        }
    }

    private static ConsumerRecord<byte[], byte[]> record(int partition, byte[] value) {
        return new ConsumerRecord<>("order-events", partition, 100, new byte[0], value);
    }
}
