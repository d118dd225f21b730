package io.fairline.projection.log;

import io.fairline.projection.store.CommitPublisher;
import io.fairline.projection.store.Fenced;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * What happens when a batch was not applied, or may not have been: wait a little, ask Postgres where things stand, go
 * on from there. That covers the zombie, the outage and the commit whose answer was lost alike.
 */
final class Recovery implements CommonErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration NEXT_POLLS_WAIT = Duration.ofSeconds(1);

    private final Assignment assignment;
    private final OwnedPartitions owned;
    private final CommitPublisher publisher;
    private final Stalls stalls;
    private final ReadingWatch reading;
    private final String topic;
    private Duration wait = FIRST_WAIT;

    Recovery(
            Assignment assignment,
            OwnedPartitions owned,
            CommitPublisher publisher,
            Stalls stalls,
            ReadingWatch reading,
            String topic) {
        this.assignment = assignment;
        this.owned = owned;
        this.publisher = publisher;
        this.stalls = stalls;
        this.reading = reading;
        this.topic = topic;
    }

    @Override
    public boolean seeksAfterHandling() {
        return true;
    }

    /** The batch was not applied: its offsets are not to be committed. */
    @Override
    public boolean isAckAfterHandle() {
        return false;
    }

    @Override
    public void handleBatch(
            Exception failure,
            @Nullable ConsumerRecords<?, ?> records,
            Consumer<?, ?> consumer,
            MessageListenerContainer container,
            Runnable invokeListener) {
        // First of all: it may have been committed.
        publisher.doubt();
        Fenced fenced = fencedIn(failure);
        if (fenced != null) {
            LOG.warn("A zombie's batch, dropped: {}", fenced.getMessage());
        } else {
            if (stall(records)) {
                LOG.error("A batch could not be applied and will be tried again", failure);
            } else {
                LOG.warn("Applying failed and will be tried again: {}", failure.getMessage());
            }
            Pause.of(wait, container::isRunning);
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
        }
        Map<Integer, Long> before = owned.all();
        assignment.again(consumer, topic);
        before.forEach(this::endStallIfMoved);
        reading.tellLags(consumer);
    }

    /** Every own partition of the batch. True when this is news of one. */
    private boolean stall(@Nullable ConsumerRecords<?, ?> records) {
        boolean news = false;
        for (TopicPartition partition : records == null ? Set.<TopicPartition>of() : records.partitions()) {
            if (owned.nextOffset(partition.partition()) != null) {
                news |= stalls.begin(Stalls.ofStore(partition.partition()), "a batch could not be applied");
            }
        }
        return news;
    }

    /** Postgres has moved on, by this batch after all or by another instance's: there may be nothing left to apply. */
    private void endStallIfMoved(int partition, long nextOffsetBefore) {
        boolean moved = !Objects.equals(owned.nextOffset(partition), nextOffsetBefore);
        if (moved && stalls.end(Stalls.ofStore(partition))) {
            LOG.info("The batch needs no other try in partition {}", partition);
        }
    }

    /** Something was applied: the next failure is a first one. */
    @Override
    public void clearThreadState() {
        wait = FIRST_WAIT;
    }

    /** An error of the poll itself, such as the broker's, or beside the listener: the next poll tries again. */
    @Override
    public void handleOtherException(
            Exception failure, Consumer<?, ?> consumer, MessageListenerContainer container, boolean batchListener) {
        boolean news = reading.failed();
        if (news) {
            LOG.error("The log could not be read and will be tried again", failure);
        } else {
            LOG.warn("The log could still not be read: {}", failure.getMessage());
        }
        assignment.seekBack(consumer, topic);
        if (failure instanceof OffsetOutOfRangeException lost) {
            assignment.outOfRange(consumer, lost.offsetOutOfRangePartitions());
        }
        Pause.of(news ? FIRST_WAIT : NEXT_POLLS_WAIT, container::isRunning);
    }

    private static @Nullable Fenced fencedIn(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Fenced fenced) {
                return fenced;
            }
        }
        return null;
    }
}
