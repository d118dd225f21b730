package io.fairline.projection.log;

import io.fairline.projection.store.CommitPublisher;
import io.fairline.projection.store.PartitionState;
import io.fairline.projection.store.PartitionStates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/**
 * Takes partitions over: where to go on is what Postgres says, because only there positions and rows are one. What
 * Kafka has as the group's offsets plays no part.
 */
final class Assignment implements ConsumerAwareRebalanceListener {

    private static final Logger LOG = LoggerFactory.getLogger(Assignment.class);
    private static final String POSITIONS = "positions";
    private static final long RETRY_MILLIS = 500;
    private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(5);
    private static final String CURE =
            "restore the topic, or fill an empty database, which then lacks all that the topic no longer holds";

    private final OwnedPartitions owned;
    private final PartitionStates states;
    private final CommitPublisher publisher;
    private final Stalls stalls;
    private final StoppedPartitions stopped;
    private final BooleanSupplier running;

    /** @param running false once the listener is to stop */
    Assignment(
            OwnedPartitions owned,
            PartitionStates states,
            CommitPublisher publisher,
            Stalls stalls,
            StoppedPartitions stopped,
            BooleanSupplier running) {
        this.owned = owned;
        this.states = states;
        this.publisher = publisher;
        this.stalls = stalls;
        this.stopped = stopped;
        this.running = running;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        Map<Integer, PartitionState> stored = untilPostgresAnswers();
        List<PartitionState> taken = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            PartitionState state = stored.get(partition.partition());
            if (state == null) {
                stall(consumer, partition, "it is not one of those this database was made for: the count is for life");
            } else {
                owned.put(state);
                taken.add(state);
                seek(consumer, partition, state.nextOffset());
            }
        }
        publisher.own(taken);
        LOG.info("Applying {}", taken);
        stallWhereEventsWereDeleted(consumer, partitions);
    }

    @Override
    public void onPartitionsRevokedBeforeCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        release(partitions);
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        release(partitions);
    }

    /** Reads the positions of all own partitions again and goes on from there. */
    void again(Consumer<?, ?> consumer, String topic) {
        seekBack(consumer, topic);
        List<TopicPartition> mine = owned.all().keySet().stream()
                .map(partition -> new TopicPartition(topic, partition))
                .toList();
        onPartitionsAssigned(consumer, mine);
    }

    /**
     * The same, where Postgres stands elsewhere than this instance has left it: it was restored, or a copy that lagged took
     * its place. Where events come, the next batch would show it; where none do, nothing else.
     */
    void againIfMoved(Consumer<?, ?> consumer, String topic) {
        Map<Integer, PartitionState> stored;
        try {
            stored = stored();
        } catch (RuntimeException e) {
            LOG.debug("Postgres does not say where it stands; the next batch will ask it: {}", e.toString());
            return;
        }
        boolean moved =
                owned.all().entrySet().stream().anyMatch(own -> !isAt(stored.get(own.getKey()), own.getValue()));
        if (moved) {
            LOG.warn("Postgres stands elsewhere than it was left: going on from {}", stored);
            again(consumer, topic);
        }
    }

    private static boolean isAt(@Nullable PartitionState state, long nextOffset) {
        return state != null && state.nextOffset() == nextOffset;
    }

    /**
     * Goes back to what was last committed. The consumer stands behind a batch that was not applied, and whatever fails,
     * it is polled again: from there, events would be missing for good.
     */
    void seekBack(Consumer<?, ?> consumer, String topic) {
        owned.all()
                .forEach((partition, nextOffset) -> seek(consumer, new TopicPartition(topic, partition), nextOffset));
    }

    /** The topic does not have the positions of these partitions. Only a person can say what is to become of them. */
    void outOfRange(Consumer<?, ?> consumer, Map<TopicPartition, Long> positions) {
        positions.forEach((partition, position) ->
                stall(consumer, partition, "the topic does not have offset %d: %s".formatted(position, CURE)));
    }

    /** Says early and in plain words what the first poll would run into; if Kafka is away, that poll has to say it. */
    private void stallWhereEventsWereDeleted(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> beginnings;
        try {
            beginnings = Map.copyOf(consumer.beginningOffsets(partitions, CHECK_TIMEOUT));
        } catch (KafkaException e) {
            LOG.warn("Kafka does not say where the partitions begin, reading goes on unchecked: {}", e.toString());
            return;
        }
        for (TopicPartition partition : partitions) {
            Long next = owned.nextOffset(partition.partition());
            if (next != null && next > 0 && next < beginnings.getOrDefault(partition, 0L)) {
                stall(
                        consumer,
                        partition,
                        "events from offset %d were deleted before they were applied: %s".formatted(next, CURE));
            }
        }
    }

    /** Local: it asks nobody and does not fail. An empty database takes whatever the topic begins with. */
    static void seek(Consumer<?, ?> consumer, TopicPartition partition, long nextOffset) {
        if (nextOffset == 0) {
            consumer.seekToBeginning(List.of(partition));
        } else {
            consumer.seek(partition, nextOffset);
        }
    }

    private void release(Collection<TopicPartition> partitions) {
        List<Integer> numbers =
                partitions.stream().map(TopicPartition::partition).toList();
        owned.remove(numbers);
        publisher.release(numbers);
        partitions.forEach(stopped::released);
        numbers.forEach(this::forgetFailedBatch);
    }

    /** Nothing here will ever show that the partition's batches are applied again. */
    private void forgetFailedBatch(int partition) {
        stalls.end(Stalls.ofStore(partition));
    }

    /** Without positions there is nothing to do but ask again. The group gives the partitions away if it takes long. */
    private Map<Integer, PartitionState> untilPostgresAnswers() {
        while (true) {
            try {
                Map<Integer, PartitionState> answer = stored();
                if (stalls.end(POSITIONS)) {
                    publisher.unsure(false);
                    LOG.info("Postgres answers again");
                }
                return answer;
            } catch (RuntimeException e) {
                if (!running.getAsBoolean()) {
                    throw e;
                }
                if (stalls.begin(POSITIONS, "Postgres does not say where to go on")) {
                    publisher.unsure(true);
                    LOG.warn("Postgres does not say where to go on, asking until it does: {}", e.getMessage());
                }
                Pause.of(Duration.ofMillis(RETRY_MILLIS), running);
            }
        }
    }

    private Map<Integer, PartitionState> stored() {
        return stalls.whileAsking(() -> states.all().blockOptional().orElseThrow());
    }

    private void stall(Consumer<?, ?> consumer, TopicPartition partition, String reason) {
        owned.remove(List.of(partition.partition()));
        publisher.release(List.of(partition.partition()));
        forgetFailedBatch(partition.partition());
        // The client wants a position even for a partition it is not to read.
        consumer.seekToBeginning(List.of(partition));
        consumer.pause(List.of(partition));
        stalls.begin(Stalls.ofPartition(partition.partition()), reason);
        LOG.error("{} is not applied: {}", partition, reason);
    }
}
