package io.fairline.projection.log;

import static java.util.stream.Collectors.toMap;

import io.fairline.schemas.TopicNames;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many commands stand in line undecided: what the log holds beyond what the processors have committed. It is asked of
 * the brokers, of all partitions, so that it is told also where no processor lives to tell.
 */
final class UndecidedCommands implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UndecidedCommands.class);

    static final Duration PERIOD = Duration.ofSeconds(5);

    /** For so long what was seen is told; after that, rather nothing than what may be wrong. */
    static final Duration GOOD_FOR = PERIOD.multipliedBy(6);

    private final Admin admin;
    private final String group;
    private final List<TopicPartition> partitions;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("undecided").daemon().factory());
    private volatile Seen seen;
    private boolean blind;

    /** What there was, by partition, and when. */
    private record Seen(Map<Integer, Long> undecided, long atNanos) {}

    UndecidedCommands(Admin admin, TopicNames topics, int partitionCount, LongSupplier nanoTime) {
        this.admin = admin;
        this.group = topics.processors();
        this.partitions = IntStream.range(0, partitionCount)
                .mapToObj(partition -> new TopicPartition(topics.commands(), partition))
                .toList();
        this.nanoTime = nanoTime;
        this.seen = new Seen(Map.of(), nanoTime.getAsLong());
    }

    static UndecidedCommands of(LogSettings settings, int partitionCount) {
        int periodMillis = Math.toIntExact(PERIOD.toMillis());
        Map<String, Object> client = settings.toReachTheBrokers();
        client.put(AdminClientConfig.CLIENT_ID_CONFIG, settings.instanceId() + "-undecided");
        client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, periodMillis);
        client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, periodMillis);
        return new UndecidedCommands(Admin.create(client), settings.topics(), partitionCount, System::nanoTime);
    }

    /** Looks from now on, and tells of each partition; nothing (NaN) while the brokers do not answer. */
    void tell(MeterRegistry metrics) {
        for (TopicPartition place : partitions) {
            Gauge.builder("fairline.commands.undecided", this, it -> it.in(place.partition()))
                    .description("Commands in the log that no processor has decided; every projection tells of all")
                    .tag("partition", Integer.toString(place.partition()))
                    .register(metrics);
        }
        var _ = looking.scheduleWithFixedDelay(this::look, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        looking.shutdownNow();
        admin.close(Duration.ZERO);
    }

    double in(int partition) {
        Seen now = seen;
        Long commands = now.undecided().get(partition);
        boolean isOld = nanoTime.getAsLong() - now.atNanos() > GOOD_FOR.toNanos();
        return commands == null || isOld ? Double.NaN : commands;
    }

    void look() {
        try {
            Map<Integer, Long> undecided = ask();
            seen = new Seen(undecided, nanoTime.getAsLong());
            int missing = partitions.size() - undecided.size();
            noteBlindness(
                    missing == 0 ? null : "no answer about %d of %d partitions".formatted(missing, partitions.size()));
        } catch (ExecutionException | RuntimeException e) {
            noteBlindness(String.valueOf(e.getCause() == null ? e : e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** By partition; one without a leader is missing, and keeps nobody from seeing the others. */
    private Map<Integer, Long> ask() throws ExecutionException, InterruptedException {
        // First what is decided, then what there is: what comes meanwhile is counted once more, never as less.
        Map<TopicPartition, OffsetAndMetadata> decided = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        ListOffsetsResult begins = offsets(OffsetSpec.earliest());
        ListOffsetsResult ends = offsets(OffsetSpec.latest());
        Map<Integer, Long> undecided = new HashMap<>();
        for (TopicPartition place : partitions) {
            try {
                long begin = begins.partitionResult(place).get().offset();
                long end = ends.partitionResult(place).get().offset();
                OffsetAndMetadata committed = decided.get(place);
                // Nothing has been decided yet, or what was decided is no longer kept: from where the log begins.
                long next = committed == null ? begin : Math.max(begin, committed.offset());
                undecided.put(place.partition(), Math.max(0, end - next));
            } catch (ExecutionException e) {
                LOG.debug("{}", place, e);
            }
        }
        return undecided;
    }

    private ListOffsetsResult offsets(OffsetSpec which) {
        return admin.listOffsets(partitions.stream().collect(toMap(place -> place, _ -> which)));
    }

    /** Says it when it begins, and when it is over. */
    private void noteBlindness(@Nullable String why) {
        if (why != null && !blind) {
            LOG.warn("The brokers do not say how many commands are not decided: {}", why);
        } else if (why == null && blind) {
            LOG.info("The brokers say again how many commands are not decided");
        }
        blind = why != null;
    }
}
