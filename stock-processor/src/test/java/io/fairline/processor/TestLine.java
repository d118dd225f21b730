package io.fairline.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fairline.local.LocalServers;
import io.fairline.schemas.AvroSerdes;
import io.fairline.schemas.OrderId;
import io.fairline.schemas.TopicNames;
import io.fairline.schemas.commands.AdjustStock;
import io.fairline.schemas.commands.Authority;
import io.fairline.schemas.commands.OpenDeal;
import io.fairline.schemas.commands.OrderCommand;
import io.fairline.schemas.commands.OrderLine;
import io.fairline.schemas.commands.PlaceOrder;
import io.fairline.schemas.events.OrderEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The topics of one test on a real broker: sends commands as an intake does, reads what others may see of the answers. */
final class TestLine implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TopicNames topics;
    private final String processors;
    private final AvroSerdes serdes;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> events;
    private final KafkaConsumer<byte[], byte[]> deadLetters;
    private final Serializer<OrderCommand> serializer;
    private final Deserializer<OrderEvent> deserializer;
    private final SplittableRandom random = new SplittableRandom(3);
    /** Of each partition of the commands, the offset behind the last one sent. */
    private final Map<TopicPartition, Long> sent = new ConcurrentHashMap<>();

    private final List<OrderEvent> seen = new ArrayList<>();

    TestLine(LocalServers servers, String prefix) {
        this.topics = new TopicNames(prefix);
        this.processors = topics.processors();
        this.serdes = serdesOf(servers);
        String brokers = servers.kafka().bootstrapServers();
        this.admin = Admin.create(Map.<String, Object>of("bootstrap.servers", brokers));
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers), new ByteArraySerializer(), new ByteArraySerializer());
        this.serializer = serdes.newSerializer();
        this.deserializer = serdes.newDeserializer();
        this.events = readerOf(brokers, topics.events());
        this.deadLetters = readerOf(brokers, topics.deadLetters());
    }

    static AvroSerdes serdesOf(LocalServers servers) {
        return AvroSerdes.ofApicurio(servers.registry().serdesUrl());
    }

    TopicNames topics() {
        return topics;
    }

    OrderId newOrder(int dealId) {
        return OrderId.random(dealId, random);
    }

    void open(int dealId, int stock, int holdSeconds) {
        Object open = new OpenDeal("Espresso machine", stock, 2, holdSeconds, null);
        send(new OrderCommand(dealId, "ops", Authority.SHOP, 0L, open));
    }

    void adjust(int dealId, String adjustmentId, int delta) {
        send(new OrderCommand(dealId, "ops", Authority.SHOP, 0L, new AdjustStock(adjustmentId, delta)));
    }

    OrderId place(int dealId, String shopper) {
        OrderId orderId = newOrder(dealId);
        place(orderId, shopper);
        return orderId;
    }

    void place(OrderId orderId, String shopper) {
        Object place = new PlaceOrder(orderId.toString(), List.of(new OrderLine(orderId.dealId(), 1)), 1L);
        send(new OrderCommand(orderId.dealId(), shopper, Authority.SHOPPER, 0L, place));
    }

    void send(OrderCommand command) {
        sendBytes(Integer.toString(command.getDealId()), encode(command));
    }

    byte[] encode(OrderCommand command) {
        return serializer.serialize(topics.commands(), command);
    }

    void sendBytes(String key, byte @Nullable [] value) {
        var _ = producer.send(
                new ProducerRecord<>(topics.commands(), key.getBytes(UTF_8), value), (written, failure) -> {
                    if (failure == null) {
                        TopicPartition partition = new TopicPartition(written.topic(), written.partition());
                        sent.merge(partition, written.offset() + 1, Math::max);
                    }
                });
    }

    void flush() {
        producer.flush();
    }

    /** All events, once there are that many and all that was sent is decided; fails when there are more. */
    List<OrderEvent> awaitEvents(int count) {
        return awaitEvents(count, _ -> true);
    }

    /** All events of that kind, once there are that many and all that was sent is decided; fails when there are more. */
    List<OrderEvent> awaitEvents(int count, Predicate<OrderEvent> kind) {
        producer.flush();
        Awaitility.await().atMost(PATIENCE).until(() -> {
            readMoreEvents();
            return seen.stream().filter(kind).count() >= count
                    && allSentIsDecided()
                    // A transaction ends in one partition after the other, and what is still open is not shown.
                    && isReadToTheEnd(IsolationLevel.READ_UNCOMMITTED);
        });
        List<OrderEvent> matching = seen.stream().filter(kind).toList();
        if (matching.size() != count) {
            throw new AssertionError("%d events expected, not %d".formatted(count, matching.size()));
        }
        return matching;
    }

    /** How many events are committed by now. */
    int eventsSoFar() {
        return eventsSoFar(_ -> true);
    }

    /** How many events of that kind are committed by now. */
    int eventsSoFar(Predicate<OrderEvent> kind) {
        Awaitility.await().atMost(PATIENCE).until(() -> {
            readMoreEvents();
            return isReadToTheEnd(IsolationLevel.READ_COMMITTED);
        });
        return (int) seen.stream().filter(kind).count();
    }

    ConsumerRecord<byte[], byte[]> awaitDeadLetter() {
        List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
        Awaitility.await().atMost(PATIENCE).until(() -> {
            deadLetters.poll(Duration.ofMillis(100)).forEach(letters::add);
            return !letters.isEmpty();
        });
        if (letters.size() != 1) {
            throw new AssertionError("one dead letter expected, not " + letters.size());
        }
        return letters.getFirst();
    }

    @Override
    public void close() {
        producer.close();
        events.close();
        deadLetters.close();
        admin.close();
        serializer.close();
        deserializer.close();
    }

    /** The processors have committed their place in the line, and so what they decided up to there. */
    private boolean allSentIsDecided() throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> read = admin.listConsumerGroupOffsets(processors)
                .partitionsToOffsetAndMetadata()
                .get();
        return sent.entrySet().stream().allMatch(last -> {
            OffsetAndMetadata next = read.get(last.getKey());
            return next != null && next.offset() >= last.getValue();
        });
    }

    private boolean isReadToTheEnd(IsolationLevel isolation) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = events.assignment().stream()
                .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
        Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(latest, new ListOffsetsOptions(isolation))
                .all()
                .get();
        return ends.entrySet().stream()
                .allMatch(end -> events.position(end.getKey()) >= end.getValue().offset());
    }

    private void readMoreEvents() {
        events.poll(Duration.ofMillis(100))
                .forEach(event -> seen.add(deserializer.deserialize(topics.events(), event.value())));
    }

    private static KafkaConsumer<byte[], byte[]> readerOf(String brokers, String topic) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    /** Payloads of events, in order. */
    static Stream<Object> payloads(List<OrderEvent> events) {
        return events.stream().map(OrderEvent::getPayload);
    }
}
