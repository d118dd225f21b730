package io.fairline.projection.log;

import io.fairline.local.LocalServers;
import io.fairline.projection.store.StoreOfATest;
import io.fairline.projection.wire.EventDecoder;
import io.fairline.schemas.AvroSerdes;
import io.fairline.schemas.events.OrderEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;

/** The log's side on a real store, and a consumer that stands where a test puts it. */
final class LogOfATest implements AutoCloseable {

    private static final LocalServers SERVERS = LocalServers.shared();
    private static final Duration LONG = Duration.ofSeconds(20);

    static final String TOPIC = SERVERS.newTopicPrefix() + "order-events";

    final StoreOfATest store = new StoreOfATest(SERVERS);
    final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    final OwnedPartitions owned = new OwnedPartitions();
    final AtomicLong nanos = new AtomicLong();
    final Stalls stalls = new Stalls(nanos::get);
    final MeterRegistry meters = new SimpleMeterRegistry();
    final LogMetrics metrics = new LogMetrics(meters, Clock.systemUTC(), stalls);
    final ReadingWatch reading = new ReadingWatch(owned, stalls, metrics, TOPIC);
    final StoppedPartitions stopped =
            new StoppedPartitions(stalls, partition -> {}, partition -> {}, Duration.ofSeconds(1));
    final Assignment assignment = new Assignment(owned, store.states(), store.publisher(), stalls, stopped, () -> true);
    final Recovery recovery = new Recovery(assignment, owned, store.publisher(), stalls, reading, TOPIC);
    private final AvroSerdes serdes = AvroSerdes.ofApicurio(SERVERS.registry().serdesUrl());
    private final EventDecoder decoder = new EventDecoder(serdes, LONG);
    final EventListener listener = new EventListener(
            owned, decoder, store.events(), store.publisher(), stalls, stopped, metrics, reading, TOPIC);

    /** Hands the consumer partitions of a topic that begins with offset 0. */
    void assign(Collection<TopicPartition> partitions) {
        consumer.assign(partitions);
        for (TopicPartition partition : partitions) {
            consumer.updateBeginningOffsets(Map.of(partition, 0L));
        }
        assignment.onPartitionsAssigned(consumer, partitions);
    }

    /** The event as the partition's record at that offset. */
    ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset, OrderEvent event) {
        try (Serializer<OrderEvent> serializer = serdes.newSerializer()) {
            byte[] value = serializer.serialize(TOPIC, event);
            return new ConsumerRecord<>(TOPIC, partition.partition(), offset, new byte[0], value);
        }
    }

    /** Never started, so that nothing waits for it. */
    static KafkaMessageListenerContainer<byte[], byte[]> container() {
        return new KafkaMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<>(Map.of(), new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                new ContainerProperties(TOPIC));
    }

    @Override
    public void close() {
        decoder.close();
        store.close();
    }
}
