package io.fairline.projection.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fairline.local.LocalServers;
import io.fairline.projection.store.StoreOfATest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;

/** Where reading goes on after a batch that was not applied, also while Kafka itself is away. */
class RecoveryTest {

    private static final String TOPIC = "order-events";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 3);
    private static final List<TopicPartition> ASSIGNED = List.of(PARTITION);
    private static final long STORED = 5;
    private static final long POLLED = 9;

    private final StoreOfATest store = new StoreOfATest(LocalServers.shared());
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    private final OwnedPartitions owned = new OwnedPartitions();
    private final Stalls stalls = new Stalls();
    private final StoppedPartitions stopped =
            new StoppedPartitions(stalls, partition -> {}, partition -> {}, Duration.ofSeconds(1));
    private final Assignment assignment =
            new Assignment(owned, store.states(), store.publication(), stalls, stopped, () -> true);
    private final Recovery recovery = new Recovery(assignment, stalls, TOPIC);

    @BeforeEach
    void assign() {
        store.advance(PARTITION.partition(), STORED);
        consumer.assign(ASSIGNED);
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    }

    @AfterEach
    void closeTheStore() {
        store.close();
    }

    @Test
    void batchThatFailedWhileKafkaIsAwayIsReadAgain() {
        assignment.onPartitionsAssigned(consumer, ASSIGNED);
        consumer.seek(PARTITION, POLLED); // as the poll of the batch leaves it
        consumer.setOffsetsException(new TimeoutException("Kafka is away"));

        // Whatever comes of it: the container polls on from where the consumer stands.
        var _ = catchThrowable(() -> handleBatch(new IllegalStateException("no transaction")));

        assertThat(consumer.position(PARTITION)).isEqualTo(STORED);
    }

    @Test
    void batchThatNeverReachedTheListenerIsReadAgain() {
        assignment.onPartitionsAssigned(consumer, ASSIGNED);
        consumer.seek(PARTITION, POLLED);

        recovery.handleOtherException(
                new IllegalStateException("between poll and listener"), consumer, container(), true);

        assertThat(consumer.position(PARTITION)).isEqualTo(STORED);
    }

    @Test
    void partitionsTakenOverWhileKafkaIsAwayAreApplied() {
        consumer.setOffsetsException(new TimeoutException("Kafka is away"));

        var _ = catchThrowable(() -> assignment.onPartitionsAssigned(consumer, ASSIGNED));

        assertThat(consumer.position(PARTITION)).isEqualTo(STORED);
        assertThat(owned.nextOffset(PARTITION.partition())).isEqualTo(STORED);
    }

    @Test
    void partitionWhoseNextEventsAreGoneStandsStill() {
        consumer.updateBeginningOffsets(Map.of(PARTITION, POLLED));

        assignment.onPartitionsAssigned(consumer, ASSIGNED);

        assertThat(consumer.paused()).containsExactly(PARTITION);
        assertThat(owned.nextOffset(PARTITION.partition())).isNull();
        assertThat(stalls.all().get("partition 3")).contains("events from offset 5 were deleted");
    }

    @Test
    void positionTheTopicDoesNotHaveStopsItsPartition() {
        assignment.onPartitionsAssigned(consumer, ASSIGNED);

        recovery.handleOtherException(
                new OffsetOutOfRangeException(Map.of(PARTITION, STORED)), consumer, container(), true);

        assertThat(consumer.paused()).containsExactly(PARTITION);
        assertThat(owned.nextOffset(PARTITION.partition())).isNull();
        assertThat(stalls.all().get("partition 3")).contains("offset 5");
    }

    private void handleBatch(Exception failure) {
        recovery.handleBatch(failure, ConsumerRecords.empty(), consumer, container(), () -> {});
    }

    /** Never started, so that nothing waits for it. */
    private static KafkaMessageListenerContainer<byte[], byte[]> container() {
        return new KafkaMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<>(Map.of(), new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                new ContainerProperties(TOPIC));
    }
}
