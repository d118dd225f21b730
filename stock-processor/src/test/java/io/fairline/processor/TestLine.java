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
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
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
    private final AvroSerdes serdes;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> events;
    private final KafkaConsumer<byte[], byte[]> deadLetters;
    private final Serializer<OrderCommand> serializer;
    private final Deserializer<OrderEvent> deserializer;
    private final SplittableRandom random = new SplittableRandom(3);
    private final List<OrderEvent> seen = new ArrayList<>();

    TestLine(LocalServers servers, String prefix) {
        this.topics = new TopicNames(prefix);
        this.serdes = serdesOf(servers);
        String brokers = servers.kafka().bootstrapServers();
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
        var _ = producer.send(new ProducerRecord<>(topics.commands(), key.getBytes(UTF_8), value));
    }

    void flush() {
        producer.flush();
    }

    /** All events so far, once there are that many; fails when there are more. */
    List<OrderEvent> awaitEvents(int count) {
        return awaitEvents(count, _ -> true);
    }

    /** All events of that kind so far, once there are that many; fails when there are more. */
    List<OrderEvent> awaitEvents(int count, Predicate<OrderEvent> kind) {
        producer.flush();
        Awaitility.await().atMost(PATIENCE).until(() -> {
            readMoreEvents();
            return seen.stream().filter(kind).count() >= count;
        });
        readMoreEvents();
        List<OrderEvent> matching = seen.stream().filter(kind).toList();
        if (matching.size() != count) {
            throw new AssertionError("%d events expected, not %d".formatted(count, matching.size()));
        }
        return matching;
    }

    /** How many events there are to see when no more come. */
    int eventsSoFar() {
        return eventsSoFar(_ -> true);
    }

    /** How many events of that kind there are to see when no more come. */
    int eventsSoFar(Predicate<OrderEvent> kind) {
        int before;
        do {
            before = seen.size();
            readMoreEvents();
        } while (seen.size() > before);
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
        serializer.close();
        deserializer.close();
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
