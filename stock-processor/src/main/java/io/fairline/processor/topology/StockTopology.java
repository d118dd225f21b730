package io.fairline.processor.topology;

import static org.apache.kafka.streams.state.Stores.keyValueStoreBuilder;
import static org.apache.kafka.streams.state.Stores.persistentKeyValueStore;

import io.fairline.processor.store.PartitionStores;
import io.fairline.processor.wire.WireFormats;
import io.fairline.schemas.TopicNames;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** Commands in; events, deals, dead letters and the clock's own commands out. */
public final class StockTopology {

    /**
     * The stores, whose changelog topics carry their names. Where one is to be added, its changelog has to be made before the
     * upgrade: {@link TopicsCheck} takes one that is missing for one that is lost.
     */
    public static final List<String> STORES =
            List.of(PartitionStores.DEALS, PartitionStores.ORDERS, PartitionStores.HOLDS);

    static final String DECIDE = "decide";
    static final String EVENTS = "events";
    static final String SNAPSHOTS = "snapshots";
    static final String DEAD_LETTERS = "dead-letters";
    static final String TICKS = "ticks";
    private static final String COMMANDS = "commands";

    private StockTopology() {}

    /**
     * The whole topology.
     *
     * @param clock the one that Kafka Streams goes by
     */
    public static Topology build(
            TopologySettings settings, WireFormats wire, DecisionObserver observer, InstantSource clock) {
        TopicNames topics = settings.topics();
        ThreadLocal<StreamThreadState> ofThread =
                ThreadLocal.withInitial(() -> StreamThreadState.of(settings, wire, clock));
        Function<ProcessorContext<byte[], Outgoing>, PartitionDecider> newDecider =
                context -> new PartitionDecider(context, settings, wire, observer, clock, ofThread.get());
        Topology topology = new Topology()
                .addSource(COMMANDS, new ByteArrayDeserializer(), new ByteArrayDeserializer(), topics.commands())
                .addProcessor(DECIDE, () -> new DecideProcessor(newDecider), COMMANDS)
                // Every decision touches its deal: the cache makes that one changelog record per commit.
                .addStateStore(store(PartitionStores.DEALS).withCachingEnabled(), DECIDE)
                // An order and its hold are written once or twice in their life: a cache would only cost.
                .addStateStore(store(PartitionStores.ORDERS).withCachingDisabled(), DECIDE)
                .addStateStore(store(PartitionStores.HOLDS).withCachingDisabled(), DECIDE);
        addSink(topology, settings, EVENTS, topics.events());
        addSink(topology, settings, SNAPSHOTS, topics.deals());
        addSink(topology, settings, TICKS, topics.commands());
        addSink(topology, settings, DEAD_LETTERS, topics.deadLetters());
        return topology;
    }

    private static void addSink(Topology topology, TopologySettings settings, String name, String topic) {
        topology.addSink(
                name,
                topic,
                new ByteArraySerializer(),
                new Outgoing.AsItIs(),
                new Outgoing.ToItsPartition(settings.partitionCount()),
                DECIDE);
    }

    private static StoreBuilder<KeyValueStore<byte[], byte[]>> store(String name) {
        return keyValueStoreBuilder(persistentKeyValueStore(name), Serdes.ByteArray(), Serdes.ByteArray());
    }
}
