package io.fairline.processor.topology;

import static io.fairline.processor.topology.TopologyFixture.START;
import static io.fairline.processor.topology.TopologyFixture.TOPICS;
import static io.fairline.processor.topology.TopologyFixture.cancel;
import static io.fairline.processor.topology.TopologyFixture.open;
import static io.fairline.processor.topology.TopologyFixture.place;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.processor.domain.Event;
import io.fairline.processor.domain.Repetition;
import io.fairline.schemas.DealPartitions;
import io.fairline.schemas.OrderId;
import io.fairline.schemas.commands.OrderCommand;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The processor's clock runs ahead of the broker's, so that the clock asks before anything is due. */
class ClocksApartTest implements DecisionObserver {

    private static final int DEAL = 7;
    private static final Duration LEAST_DELAY = Duration.ofMillis(100);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final MockProcessorContext<byte[], Outgoing> context = new MockProcessorContext<>();
    private final Wire wire = Wire.learn(RegistryInMemory.serdesOf("clocks-" + UUID.randomUUID()), TOPICS);
    private final SplittableRandom random = new SplittableRandom(1);
    private PartitionDecider decider;
    private long offset;

    @BeforeEach
    void start() {
        StockTopology.STORES.forEach(this::addStore);
        TopologySettings settings = new TopologySettings(
                TOPICS,
                1,
                2,
                LEAST_DELAY,
                RETRY,
                10,
                Duration.ofMillis(25),
                new RegistryPatience(Duration.ZERO, Duration.ofMinutes(1), Duration.ofMillis(1), () -> false));
        context.setCurrentSystemTimeMs(START.toEpochMilli());
        decider = new PartitionDecider(context, settings, wire, this, settings.newCommitPace());
    }

    @AfterEach
    void stop() {
        decider.close();
    }

    @Test
    void anOrderThatIsCancelledDoesNotMakeTheClockAskAgainAtOnce() {
        OrderId given = OrderId.random(DEAL, random);
        send(open(DEAL, 10));
        send(place(OrderId.random(DEAL, random), "alice", 1));
        send(place(given, "bob", 1));
        long deadlineMillis = START.toEpochMilli() + TopologyFixture.HOLD_SECONDS * 1_000;
        context.setCurrentSystemTimeMs(deadlineMillis);
        alarm().getPunctuator().punctuate(deadlineMillis);
        assertThat(alarm().getInterval()).isEqualTo(RETRY);
        send(cancel(given, "bob"));
        assertThat(alarm().getInterval()).isEqualTo(RETRY);
    }

    /** Appended at the broker's time, at which nothing is due. */
    private void send(OrderCommand command) {
        context.setRecordMetadata(TOPICS.commands(), 0, offset++);
        decider.decide(new Record<>(
                DealPartitions.keyOf(command.getDealId()),
                wire.commands().newWriter().write(command),
                START.toEpochMilli()));
    }

    private CapturedPunctuator alarm() {
        List<CapturedPunctuator> set = context.scheduledPunctuators().stream()
                .filter(alarm -> !alarm.cancelled())
                .toList();
        assertThat(set).hasSize(1);
        return set.getFirst();
    }

    private void addStore(String name) {
        KeyValueStore<byte[], byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.ByteArray(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
    }

    @Override
    public void decided(Event event) {}

    @Override
    public void repeated(Repetition repetition) {}

    @Override
    public void deadLettered(String reason) {}

    @Override
    public void waited(long millis) {}
}
