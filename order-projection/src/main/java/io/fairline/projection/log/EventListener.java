package io.fairline.projection.log;

import io.fairline.projection.domain.Advance;
import io.fairline.projection.domain.Changes;
import io.fairline.projection.domain.Fold;
import io.fairline.projection.store.AppliedBatch;
import io.fairline.projection.store.EventStore;
import io.fairline.projection.store.Publication;
import java.time.Duration;
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
 * {@link Recovery}; a record that cannot be decoded stops its own partition and no other. A poll without events may still
 * have passed something, and then moves the positions alone.
 */
final class EventListener implements BatchConsumerAwareMessageListener<byte[], byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(EventListener.class);

    private final OwnedPartitions owned;
    private final EventDecoder decoder;
    private final EventStore store;
    private final Publication publication;
    private final Stalls stalls;
    private final StoppedPartitions stopped;
    private final LogMetrics metrics;
    private final ReadingWatch reading;
    private final String topic;

    EventListener(
            OwnedPartitions owned,
            EventDecoder decoder,
            EventStore store,
            Publication publication,
            Stalls stalls,
            StoppedPartitions stopped,
            LogMetrics metrics,
            ReadingWatch reading,
            String topic) {
        this.owned = owned;
        this.decoder = decoder;
        this.store = store;
        this.publication = publication;
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
        poll.unreadable().forEach(record -> stopped.stop(inTopic(record.partition()), record));
        reading.wentOn(consumer);
    }

    private void apply(DecodedPoll poll, List<Advance> advances, Consumer<?, ?> consumer) {
        Changes changes = Fold.of(poll.events());
        publication.committing(advances);
        AppliedBatch applied = stalls.whileAsking(() -> metrics.timed(
                () -> store.apply(advances, changes).blockOptional().orElseThrow()));
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (Advance advance : advances) {
            owned.advance(advance.partition(), advance.nextOffset());
            offsets.put(inTopic(advance.partition()), new OffsetAndMetadata(advance.nextOffset()));
        }
        publication.publish(applied);
        poll.read().keySet().forEach(this::goesOn);
        metrics.applied(poll.events());
        // Nobody starts from these offsets: they let Kafka's own tools show how far behind the group is.
        consumer.commitAsync(offsets, (committed, failure) -> {
            if (failure != null) {
                LOG.debug("Kafka did not note the offsets {}: {}", committed, failure.toString());
            }
        });
    }

    private void goesOn(int partition) {
        stopped.moved(inTopic(partition));
        if (stalls.end(Recovery.place(partition))) {
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
