package io.fairline.processor.topology;

import io.fairline.processor.domain.Event;
import io.fairline.processor.domain.Repetition;
import io.fairline.processor.wire.Cause;
import io.fairline.processor.wire.RegistryPatience;
import io.fairline.processor.wire.WireFormats;
import io.fairline.schemas.DealPartitions;
import io.fairline.schemas.OrderId;
import io.fairline.schemas.TopicNames;
import io.fairline.schemas.WireFormat;
import io.fairline.schemas.commands.AdjustStock;
import io.fairline.schemas.commands.Authority;
import io.fairline.schemas.commands.CancelOrder;
import io.fairline.schemas.commands.CloseDeal;
import io.fairline.schemas.commands.ConfirmOrder;
import io.fairline.schemas.commands.ExpireHolds;
import io.fairline.schemas.commands.OpenDeal;
import io.fairline.schemas.commands.OrderCommand;
import io.fairline.schemas.commands.OrderLine;
import io.fairline.schemas.commands.PlaceOrder;
import io.fairline.schemas.deals.DealRecord;
import io.fairline.schemas.events.OrderEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The real topology and its stores, without a broker: one partition, a registry in memory, a clock set by hand. */
final class TopologyFixture implements AutoCloseable, DecisionObserver {

    static final TopicNames TOPICS = new TopicNames("test-");
    static final Instant START = Instant.ofEpochMilli(1_800_000_000_000L);
    static final int HOLD_SECONDS = 60;
    static final int EXPIRIES_PER_COMMAND = 2;

    private final String registryName = "fixture-" + UUID.randomUUID();
    private final RegistryInMemory registry = RegistryInMemory.named(registryName);
    private final SplittableRandom random = new SplittableRandom(1);
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> commands;
    private final TestOutputTopic<byte[], byte[]> events;
    private final TestOutputTopic<byte[], byte[]> deals;
    private final TestOutputTopic<byte[], byte[]> deadLetters;
    private final WireFormats wire;
    private final List<Repetition> repetitions = new ArrayList<>();
    private long commandsSeen;
    private Instant now = START;
    private Instant wallClock = START;

    TopologyFixture(Path stateFolder) {
        this(
                stateFolder,
                new RegistryPatience(Duration.ZERO, Duration.ofMinutes(1), Duration.ofMillis(1), () -> false));
    }

    TopologyFixture(Path stateFolder, RegistryPatience patience) {
        wire = WireFormats.learn(RegistryInMemory.serdesOf(registryName), TOPICS);
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "fixture");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateFolder.toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        TopologySettings settings = new TopologySettings(
                TOPICS,
                1,
                EXPIRIES_PER_COMMAND,
                Duration.ofMillis(100),
                Duration.ofSeconds(2),
                10,
                Duration.ofMillis(100),
                Duration.ofMillis(25),
                patience);
        driver = new TopologyTestDriver(StockTopology.build(settings, wire, this, () -> wallClock), properties, START);
        commands = driver.createInputTopic(TOPICS.commands(), new ByteArraySerializer(), new ByteArraySerializer());
        events = output(TOPICS.events());
        deals = output(TOPICS.deals());
        deadLetters = output(TOPICS.deadLetters());
    }

    RegistryInMemory registry() {
        return registry;
    }

    /** Passes time by the wall clock and by the log's. */
    void pass(Duration time) {
        now = now.plus(time);
        wallClock = wallClock.plus(time);
        driver.advanceWallClockTime(time);
    }

    /** Passes time by the log's clock only. */
    void passInTheLogOnly(Duration time) {
        now = now.plus(time);
    }

    /** Passes time by the processor's clock only: what is sent from now on has lain in the log for so long. */
    void lag(Duration time) {
        wallClock = wallClock.plus(time);
    }

    void send(OrderCommand command) {
        sendBytes(DealPartitions.keyOf(command.getDealId()), encode(command));
    }

    byte[] encode(OrderCommand command) {
        return wire.commands().newWriter().write(command);
    }

    void sendBytes(byte @Nullable [] key, byte @Nullable [] value, Header... headers) {
        commands.pipeInput(new TestRecord<>(key, value, new RecordHeaders(headers), now));
    }

    List<OrderEvent> events() {
        return read(events, wire.events().newReader());
    }

    OrderEvent event() {
        List<OrderEvent> all = events();
        if (all.size() != 1) {
            throw new AssertionError("one event expected: " + all);
        }
        return all.getFirst();
    }

    List<KeyValue<String, DealRecord>> deals() {
        return deals.readKeyValuesToList().stream()
                .map(pair -> KeyValue.pair(
                        new String(pair.key, StandardCharsets.UTF_8),
                        decode(wire.deals().newReader(), pair.value)))
                .toList();
    }

    List<TestRecord<byte[], byte[]>> deadLetters() {
        return deadLetters.readRecordsToList();
    }

    List<Repetition> repetitions() {
        return repetitions;
    }

    /** Commands that were read, the clock's own among them. */
    long commandsSeen() {
        return commandsSeen;
    }

    /** Entries of a store, whatever they are. */
    long sizeOf(String store) {
        long size = 0;
        try (var all = driver.<byte[], byte[]>getKeyValueStore(store).all()) {
            while (all.hasNext()) {
                all.next();
                size++;
            }
        }
        return size;
    }

    OrderId newOrder(int dealId) {
        return OrderId.random(dealId, random);
    }

    static OrderCommand open(int dealId, int stock) {
        return byShop(dealId, new OpenDeal("Espresso machine", stock, 2, HOLD_SECONDS, null));
    }

    static OrderCommand adjust(int dealId, String adjustmentId, int delta) {
        return byShop(dealId, new AdjustStock(adjustmentId, delta));
    }

    static OrderCommand close(int dealId) {
        return byShop(dealId, new CloseDeal());
    }

    static OrderCommand place(OrderId orderId, String shopper, int quantity) {
        int dealId = orderId.dealId();
        List<OrderLine> lines = List.of(new OrderLine(dealId, quantity));
        return new OrderCommand(
                dealId, shopper, Authority.SHOPPER, 0L, new PlaceOrder(orderId.toString(), lines, (long) quantity));
    }

    static OrderCommand confirm(OrderId orderId, String shopper) {
        return new OrderCommand(orderId.dealId(), shopper, Authority.SHOPPER, 0L, new ConfirmOrder(orderId.toString()));
    }

    static OrderCommand cancel(OrderId orderId, String shopper) {
        return new OrderCommand(orderId.dealId(), shopper, Authority.SHOPPER, 0L, new CancelOrder(orderId.toString()));
    }

    static OrderCommand tick(int dealId) {
        return new OrderCommand(dealId, "clock", Authority.CLOCK, 0L, new ExpireHolds());
    }

    static OrderCommand byShop(int dealId, Object payload) {
        return new OrderCommand(dealId, "ops", Authority.SHOP, 0L, payload);
    }

    @Override
    public void decided(Event event) {}

    @Override
    public void repeated(Repetition repetition) {
        repetitions.add(repetition);
    }

    @Override
    public void deadLettered(Cause record, String reason) {}

    @Override
    public void waited(long millis) {
        commandsSeen++;
    }

    @Override
    public void close() {
        driver.close();
    }

    private TestOutputTopic<byte[], byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static <T extends SpecificRecord> List<T> read(
            TestOutputTopic<byte[], byte[]> topic, WireFormat.Reader<T> reader) {
        return topic.readValuesToList().stream()
                .map(value -> decode(reader, value))
                .toList();
    }

    private static <T extends SpecificRecord> T decode(WireFormat.Reader<T> reader, byte[] value) {
        try {
            return reader.read(value);
        } catch (IOException e) {
            throw new AssertionError("what the topology writes can be read", e);
        }
    }
}
