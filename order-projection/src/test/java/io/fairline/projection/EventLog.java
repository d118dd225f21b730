package io.fairline.projection;

import io.fairline.local.LocalServers;
import io.fairline.projection.domain.Position;
import io.fairline.schemas.AvroSerdes;
import io.fairline.schemas.DealPartitions;
import io.fairline.schemas.TopicNames;
import io.fairline.schemas.events.OrderEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Stands in for the stock-processor: writes events in transactions, and counts the commands that caused them. */
final class EventLog implements AutoCloseable {

    static final int PARTITIONS = 12;

    private final String bootstrapServers;
    private final TopicNames topics;
    private final Serializer<OrderEvent> values;
    private final KafkaProducer<String, byte[]> producer;
    private final Map<Integer, AtomicLong> commandOffsets = new HashMap<>();
    private final DealPartitions partitions = new DealPartitions(PARTITIONS);

    EventLog(LocalServers servers, String prefix) {
        bootstrapServers = servers.kafka().bootstrapServers();
        topics = new TopicNames(prefix);
        values = serdes(servers).newSerializer();
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        prefix + "test-processor",
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        256 * 1024,
                        ProducerConfig.LINGER_MS_CONFIG,
                        1),
                new StringSerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    static AvroSerdes serdes(LocalServers servers) {
        return AvroSerdes.ofApicurio(servers.registry().serdesUrl());
    }

    /** Where the next command on the deal stands. */
    Position nextCommand(int dealId) {
        int partition = partitions.partitionOf(dealId);
        return new Position(
                partition,
                commandOffsets.computeIfAbsent(partition, p -> new AtomicLong()).getAndIncrement());
    }

    /** Writes the events in one transaction; they are there for readers when this returns. */
    void append(List<OrderEvent> events) {
        producer.beginTransaction();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (OrderEvent event : events) {
            sent.add(producer.send(new ProducerRecord<>(
                    topics.events(), Integer.toString(event.getDealId()), values.serialize(topics.events(), event))));
        }
        producer.commitTransaction();
        sent.forEach(EventLog::get);
    }

    /** Writes bytes that are no event into the deal's partition. */
    void appendBytes(int dealId, byte[] bytes) {
        producer.beginTransaction();
        Future<RecordMetadata> sent =
                producer.send(new ProducerRecord<>(topics.events(), Integer.toString(dealId), bytes));
        producer.commitTransaction();
        get(sent);
    }

    /** How many records there are in the partition, and what else takes an offset. */
    long end(int partition) {
        TopicPartition in = new TopicPartition(topics.events(), partition);
        try (Admin admin = admin()) {
            return get(admin.listOffsets(Map.of(in, OffsetSpec.latest())).partitionResult(in))
                    .offset();
        }
    }

    /** Deletes all of the partition, as Kafka does with what has grown too old. */
    void deleteAll(int partition) {
        TopicPartition in = new TopicPartition(topics.events(), partition);
        try (Admin admin = admin()) {
            get(admin.deleteRecords(Map.of(in, RecordsToDelete.beforeOffset(end(partition))))
                    .all());
        }
    }

    private Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    private static <T extends @Nullable Object> T get(Future<T> sent) {
        try {
            return sent.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
        values.close();
    }
}
