package io.fairline.processor.topology;

import static io.fairline.processor.topology.TopologyFixture.START;
import static io.fairline.processor.topology.TopologyFixture.TOPICS;

import io.fairline.processor.domain.Event;
import io.fairline.processor.domain.Repetition;
import io.fairline.processor.wire.Cause;
import io.fairline.processor.wire.RegistryPatience;
import io.fairline.processor.wire.WireFormats;
import io.fairline.schemas.DealPartitions;
import io.fairline.schemas.commands.OrderCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** One partition's decider amid a batch that began at the start, with a clock of its own: every command is appended then. */
final class DeciderFixture implements AutoCloseable, DecisionObserver {

    static final Duration TICK_RETRY = Duration.ofSeconds(2);

    private final MockProcessorContext<byte[], Outgoing> context = new MockProcessorContext<>();
    private final String registryName = "decider-" + UUID.randomUUID();
    private final WireFormats wire = WireFormats.learn(RegistryInMemory.serdesOf(registryName), TOPICS);
    private final List<Duration> waits = new ArrayList<>();
    private final TopologySettings settings = new TopologySettings(
            TOPICS,
            1,
            2,
            Duration.ofMillis(100),
            TICK_RETRY,
            10,
            Duration.ofMillis(100),
            Duration.ofMillis(25),
            new RegistryPatience(Duration.ZERO, Duration.ofMinutes(1), Duration.ofMillis(1), () -> false));
    private Instant now = START;
    private final StreamThreadState shared = StreamThreadState.of(settings, wire, () -> now);
    private PartitionDecider decider;
    private long offset;

    DeciderFixture() {
        StockTopology.STORES.forEach(this::addStore);
        context.setCurrentSystemTimeMs(START.toEpochMilli());
        decider = newDecider();
    }

    RegistryInMemory registry() {
        return RegistryInMemory.named(registryName);
    }

    /** As after a transaction that was aborted, on the same thread. */
    void makeAnew() {
        decider.close();
        decider = newDecider();
    }

    /** Passes time by this machine's clock only. */
    void pass(Duration time) {
        now = now.plus(time);
    }

    void send(OrderCommand command) {
        sendBytes(command.getDealId(), wire.commands().newWriter().write(command));
    }

    void sendBytes(int dealId, byte[] value) {
        context.setRecordMetadata(TOPICS.commands(), 0, offset++);
        decider.decide(new Record<>(DealPartitions.keyOf(dealId), value, START.toEpochMilli()));
    }

    void ring() {
        alarm().getPunctuator().punctuate(now.toEpochMilli());
    }

    /** From setting the alarm to its ringing. */
    Duration alarmRingsAfter() {
        return alarm().getInterval();
    }

    /** What the observer was told of each command. */
    List<Duration> waits() {
        return waits;
    }

    @Override
    public void decided(Event event) {}

    @Override
    public void repeated(Repetition repetition) {}

    @Override
    public void deadLettered(Cause record, String reason) {}

    @Override
    public void waited(long millis) {
        waits.add(Duration.ofMillis(millis));
    }

    @Override
    public void close() {
        decider.close();
    }

    private PartitionDecider newDecider() {
        return new PartitionDecider(context, settings, wire, this, () -> now, shared);
    }

    private CapturedPunctuator alarm() {
        List<CapturedPunctuator> set = context.scheduledPunctuators().stream()
                .filter(alarm -> !alarm.cancelled())
                .toList();
        if (set.size() != 1) {
            throw new AssertionError("one alarm expected, not " + set.size());
        }
        return set.getFirst();
    }

    private void addStore(String name) {
        KeyValueStore<byte[], byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.ByteArray(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
    }
}
