package io.fairline.projection.log;

import io.fairline.projection.domain.Advance;
import io.fairline.projection.domain.Changes;
import io.fairline.projection.domain.DealEvent;
import io.fairline.projection.domain.Fold;
import io.fairline.projection.log.DecodedPoll.Unreadable;
import io.fairline.projection.store.AppliedBatch;
import io.fairline.projection.store.BatchRefused;
import io.fairline.projection.store.CommitPublisher;
import io.fairline.projection.store.EventStore;
import io.fairline.projection.wire.EventDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchConsumerAwareMessageListener;

/**
 * Applies one poll's events: decode, fold, one transaction, then publish. An error of the store goes up to
 * {@link Recovery}; a record that cannot be decoded, or a row that Postgres does not take, stops its own partition and no
 * other. A poll without events may still have passed something, and then moves the positions alone.
 */
final class EventListener implements BatchConsumerAwareMessageListener<byte[], byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(EventListener.class);

    /** Of the time between two polls, the refused try included; one partition more is tried in any case, to get on at all. */
    private static final Duration SPLIT_WITHIN = Duration.ofSeconds(15);

    private final OwnedPartitions owned;
    private final EventDecoder decoder;
    private final EventStore store;
    private final CommitPublisher publisher;
    private final Stalls stalls;
    private final StoppedPartitions stopped;
    private final LogMetrics metrics;
    private final ReadingWatch reading;
    private final String topic;

    EventListener(
            OwnedPartitions owned,
            EventDecoder decoder,
            EventStore store,
            CommitPublisher publisher,
            Stalls stalls,
            StoppedPartitions stopped,
            LogMetrics metrics,
            ReadingWatch reading,
            String topic) {
        this.owned = owned;
        this.decoder = decoder;
        this.store = store;
        this.publisher = publisher;
        this.stalls = stalls;
        this.stopped = stopped;
        this.metrics = metrics;
        this.reading = reading;
        this.topic = topic;
    }

    @Override
    public void onMessage(List<ConsumerRecord<byte[], byte[]>> records, @Nullable Consumer<?, ?> polled) {
        Consumer<?, ?> consumer = Objects.requireNonNull(polled, "the container hands its consumer over");
        DecodedPoll poll = DecodedPoll.of(records, owned, decoder);
        // Before it is asked for its positions: what it cannot read it has not passed.
        poll.unreadable().forEach(record -> consumer.seek(inTopic(record.partition()), record.offset()));
        List<Advance> advances = poll.advances(owned.all(), positions(consumer));
        if (!advances.isEmpty()) {
            apply(poll, advances, consumer);
        }
        poll.unreadable().forEach(this::stopWhereReached);
        reading.wentOn(consumer);
    }

    /** In one transaction; where that is refused, each partition in its own, so that one refused row stops no other line. */
    private void apply(DecodedPoll poll, List<Advance> advances, Consumer<?, ?> consumer) {
        long begunNanos = System.nanoTime();
        try {
            commit(poll, advances, consumer);
        } catch (BatchRefused refused) {
            publisher.refused(advances);
            if (advances.size() == 1) {
                stop(advances.getFirst(), refused, consumer);
            } else {
                applyEach(poll, advances, consumer, begunNanos);
            }
        }
    }

    /** As many as there is time for: whoever does not come back in time to poll loses all partitions. */
    private void applyEach(DecodedPoll poll, List<Advance> advances, Consumer<?, ?> consumer, long begunNanos) {
        List<Advance> inTurns = new ArrayList<>(advances);
        Collections.shuffle(inTurns); // where there is time for few of them, each gets its turn
        apply(poll, List.of(inTurns.removeFirst()), consumer);
        for (Advance advance : inTurns) {
            if (System.nanoTime() - begunNanos < SPLIT_WITHIN.toNanos()) {
                apply(poll, List.of(advance), consumer);
            } else {
                Assignment.seek(consumer, inTopic(advance.partition()), advance.expectedOffset());
            }
        }
    }

    private void stop(Advance advance, BatchRefused refused, Consumer<?, ?> consumer) {
        TopicPartition partition = inTopic(advance.partition());
        Assignment.seek(consumer, partition, advance.expectedOffset());
        String reason = "Postgres does not take what comes next: " + refused.getMessage();
        stopped.stop(partition, advance.expectedOffset(), reason, refused);
    }

    /** Where what comes before the record was refused, the partition has not come to it yet. */
    private void stopWhereReached(Unreadable record) {
        Long reached = owned.nextOffset(record.partition());
        if (reached != null && reached == record.offset()) {
            stopped.stop(inTopic(record.partition()), record.offset(), record.reason(), record.failure());
        }
    }

    private void commit(DecodedPoll poll, List<Advance> advances, Consumer<?, ?> consumer) {
        List<DealEvent> events = poll.eventsOf(advances);
        Changes changes = Fold.of(events);
        publisher.committing(advances);
        AppliedBatch applied = stalls.whileAsking(() -> metrics.timed(
                () -> store.apply(advances, changes).blockOptional().orElseThrow()));
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (Advance advance : advances) {
            owned.advance(advance.partition(), advance.nextOffset());
            offsets.put(inTopic(advance.partition()), new OffsetAndMetadata(advance.nextOffset()));
        }
        advances.stream()
                .map(Advance::partition)
                .filter(poll.read()::containsKey)
                .forEach(this::goesOn);
        publisher.publish(applied);
        metrics.applied(events);
        // Nobody starts from these offsets: they let Kafka's own tools show how far behind the group is.
        consumer.commitAsync(offsets, (committed, failure) -> {
            if (failure != null) {
                LOG.debug("Kafka did not note the offsets {}: {}", committed, failure.toString());
            }
        });
    }

    private void goesOn(int partition) {
        stopped.moved(inTopic(partition));
        if (stalls.end(Stalls.ofStore(partition))) {
            LOG.info("Events are being applied again in partition {}", partition);
        }
    }

    /** Where the consumer stands, as far as it can tell without asking: what it has to ask for waits for another poll. */
    private Map<Integer, Long> positions(Consumer<?, ?> consumer) {
        Map<Integer, Long> positions = new HashMap<>();
        for (Integer partition : owned.all().keySet()) {
            try {
                positions.put(partition, consumer.position(inTopic(partition), Duration.ZERO));
            } catch (KafkaException e) {
                LOG.debug("No position in partition {} yet: {}", partition, e.toString());
            }
        }
        return positions;
    }

    private TopicPartition inTopic(int partition) {
        return new TopicPartition(topic, partition);
    }
}
