package io.fairline.processor;

import io.fairline.processor.store.KilledStores;
import io.fairline.processor.store.RocksMemory;
import io.fairline.processor.topology.DecisionObserver;
import io.fairline.processor.topology.StockTopology;
import io.fairline.processor.topology.StreamsSettings;
import io.fairline.processor.topology.ThreadReplacement;
import io.fairline.processor.topology.TopicLayout;
import io.fairline.processor.topology.TopicsCheck;
import io.fairline.processor.topology.TopologySettings;
import io.fairline.processor.wire.RegistryPatience;
import io.fairline.processor.wire.WireFormats;
import io.fairline.schemas.RegistryCalls;
import io.fairline.schemas.WireFormat.NotTheWireFormat;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.ThreadMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/**
 * One life of the topology: waits for broker and registry, checks that the topics are what they were, runs, and leaves
 * the group when it is closed, so that the others take over at once.
 */
final class ProcessorRun implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessorRun.class);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);
    private static final int REPLACED_EACH = 5;
    private static final Duration REPLACED_WITHIN = Duration.ofMinutes(10);

    private final ProcessorSettings settings;
    private final DecisionObserver observer;
    private final Consumer<KafkaStreams> onStart;
    private final Consumer<String> onEnd;
    private final RocksMemory rocksMemory;
    private final Thread starter;
    private volatile boolean closing;
    private volatile @Nullable KafkaStreams streams;

    /**
     * Starts at once, in a thread of its own.
     *
     * @param onStart is given the streams before they start
     * @param onEnd is told why, should this end by itself; the process should then end with a code other than 0
     */
    ProcessorRun(
            ProcessorSettings settings,
            DecisionObserver observer,
            Consumer<KafkaStreams> onStart,
            Consumer<String> onEnd) {
        this.settings = settings;
        this.observer = observer;
        this.onStart = onStart;
        this.onEnd = onEnd;
        this.rocksMemory = new RocksMemory(
                settings.processor().blockCache().toBytes(),
                settings.processor().writeBuffer().toBytes());
        this.starter = Thread.ofPlatform().name("processor-start").start(this::start);
    }

    /**
     * True when commands are decided, or were until partitions began to move. During a rebalance Kafka Streams reports the
     * tasks it had before: an instance that has to restore everything still counts as ready.
     */
    boolean isReady() {
        KafkaStreams running = streams;
        if (running == null) {
            return false;
        }
        return switch (running.state()) {
            case RUNNING -> true;
            case REBALANCING -> running.metadataForLocalThreads().stream().anyMatch(ProcessorRun::hasWork);
            case CREATED, PENDING_SHUTDOWN, NOT_RUNNING, PENDING_ERROR, ERROR -> false;
        };
    }

    @Override
    public void close() {
        closing = true;
        starter.interrupt();
        try {
            starter.join(CLOSE_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        KafkaStreams running = streams;
        boolean closed = running == null
                || running.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
                        .withTimeout(CLOSE_WITHIN));
        if (closed) {
            rocksMemory.close();
        } else {
            LOG.warn("the streams did not end within {} s", CLOSE_WITHIN.toSeconds());
        }
    }

    private void start() {
        try {
            StreamsSettings kafka = settings.streams();
            TopicLayout layout = patiently("the brokers at " + kafka.bootstrapServers(), () -> checkTopics(kafka));
            WireFormats wire = patiently("the schema registry", this::learnWire);
            RegistryPatience patience = new RegistryPatience(
                    settings.processor().patience(), RegistryCalls.ANSWER_WITHIN, PAUSE, () -> closing);
            TopologySettings topology = TopologySettings.of(
                    settings.topics(),
                    layout.partitionCount(),
                    settings.processor().commitInterval(),
                    settings.processor().minCommitInterval(),
                    patience);
            KafkaStreams created = new KafkaStreams(
                    StockTopology.build(topology, wire, observer, InstantSource.system()),
                    kafka.properties(layout, rocksMemory));
            created.setUncaughtExceptionHandler(
                    new ThreadReplacement(kafka.threads(), REPLACED_EACH, REPLACED_WITHIN, InstantSource.system()));
            created.setStateListener(this::changed);
            onStart.accept(created);
            streams = created;
            if (!closing) {
                KilledStores.delete(kafka.storesFolder());
                created.start();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) { // an Error too, as of a serde whose library is incomplete: nobody else would hear of it
            end(e instanceof RefusesToRun ? String.valueOf(e.getMessage()) : "cannot start: " + innermost(e));
        }
    }

    private TopicLayout checkTopics(StreamsSettings kafka) throws Exception {
        Admin admin = Admin.create(kafka.adminSettings());
        try {
            return TopicsCheck.layout(admin, settings.topics(), kafka);
        } finally {
            admin.close(Duration.ZERO); // whoever ends this service does not wait for a broker that is away
        }
    }

    private WireFormats learnWire() {
        try (RegistryCalls calls = new RegistryCalls(RegistryCalls.ANSWER_WITHIN)) {
            return calls.call(() -> WireFormats.learn(settings.serdes(), settings.topics()));
        } catch (NotTheWireFormat e) {
            throw new RefusesToRun(String.valueOf(e.getMessage()));
        }
    }

    /** Tries until it succeeds, is refused, or patience is at its end. */
    private <T> T patiently(String whom, Attempt<T> attempt) throws Exception {
        long deadlineNanos = System.nanoTime() + settings.processor().patience().toNanos();
        while (true) {
            try {
                return attempt.run();
            } catch (RefusesToRun | InterruptedException e) {
                throw e;
            } catch (Exception e) {
                if (closing) {
                    throw new InterruptedException("closing");
                }
                if (System.nanoTime() >= deadlineNanos) {
                    throw new RefusesToRun("%s did not give what is needed to start: %s".formatted(whom, innermost(e)));
                }
                LOG.warn("waiting for {}: {}", whom, innermost(e));
                Thread.sleep(PAUSE);
            }
        }
    }

    private void changed(KafkaStreams.State now, KafkaStreams.State before) {
        LOG.info("streams {} -> {}", before, now);
        if (now == KafkaStreams.State.ERROR && !closing) {
            end("the streams have given up; the reason is logged above");
        }
    }

    private void end(String why) {
        if (!closing) {
            LOG.error("stock-processor {} ends: {}", settings.processor().instanceId(), why);
            onEnd.accept(why);
        }
    }

    private static boolean hasWork(ThreadMetadata thread) {
        return !thread.activeTasks().isEmpty() || !thread.standbyTasks().isEmpty();
    }

    private static String innermost(Throwable failure) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
        return cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ": " + cause.getMessage());
    }

    /** Something that may fail while others are still starting. */
    private interface Attempt<T> {
        T run() throws Exception;
    }
}
