package io.fairline.projection.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.fairline.projection.store.StoreOfATest;
import io.fairline.schemas.events.DealOpened;
import io.fairline.schemas.events.OrderEvent;
import io.micrometer.core.instrument.Gauge;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where reading goes on after a batch that was not applied, also while Kafka itself is away. */
class RecoveryTest {

    private static final TopicPartition PARTITION = new TopicPartition(LogOfATest.TOPIC, 3);
    private static final List<TopicPartition> ASSIGNED = List.of(PARTITION);
    private static final TopicPartition OTHER = new TopicPartition(LogOfATest.TOPIC, 4);
    private static final String STALLED = Stalls.ofStore(PARTITION.partition());
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final long STORED = 5;
    private static final long POLLED = 9;

    private final LogOfATest log = new LogOfATest();
    private final StoreOfATest store = log.store;
    private final MockConsumer<byte[], byte[]> consumer = log.consumer;
    private final OwnedPartitions owned = log.owned;
    private final Stalls stalls = log.stalls;
    private final Assignment assignment = log.assignment;
    private final ReadingWatch reading = log.reading;
    private final Recovery recovery = log.recovery;

    @BeforeEach
    void assign() {
        store.advance(PARTITION.partition(), 0, STORED);
        consumer.assign(ASSIGNED);
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    }

    @AfterEach
    void closeTheLog() {
        log.close();
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
                new IllegalStateException("between poll and listener"), consumer, LogOfATest.container(), true);

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
                new OffsetOutOfRangeException(Map.of(PARTITION, STORED)), consumer, LogOfATest.container(), true);

        assertThat(consumer.paused()).containsExactly(PARTITION);
        assertThat(owned.nextOffset(PARTITION.partition())).isNull();
        assertThat(stalls.all().get("partition 3")).contains("offset 5");
    }

    @Test
    void batchThatKeepsFailingWhilePostgresAnswersKeepsTheInstanceStalled() {
        assignment.onPartitionsAssigned(consumer, ASSIGNED);

        handleBatch(new IllegalStateException("no transaction"));
        assertThat(stalls.all()).containsOnlyKeys(STALLED);
        handleBatch(new IllegalStateException("no transaction"));
        assertThat(stalls.all()).containsOnlyKeys(STALLED);
    }

    @Test
    void batchThatWasCommittedAfterAllOrByAnotherStallsNobody() {
        assignment.onPartitionsAssigned(consumer, ASSIGNED);
        handleBatch(new IllegalStateException("no answer"));
        store.advance(PARTITION.partition(), STORED, POLLED);

        handleBatch(new IllegalStateException("no answer"));

        assertThat(stalls.all()).isEmpty();
        assertThat(consumer.position(PARTITION)).isEqualTo(POLLED);
    }

    @Test
    void partitionThatIsAppliedEndsNoOthersStall() {
        log.assign(List.of(PARTITION, OTHER));
        handleBatch(new IllegalStateException("no transaction"), PARTITION, OTHER);
        assertThat(stalls.all()).containsOnlyKeys(STALLED, Stalls.ofStore(OTHER.partition()));

        DealOpened opened = new DealOpened("Lamp", 10, 5, 60, null, "shop");
        OrderEvent event = new OrderEvent(7, 1L, OTHER.partition(), 0L, 1_000L, 10, 0, 0, opened);
        log.listener.onMessage(List.of(log.record(OTHER, 0, event)), consumer);

        assertThat(stalls.all()).containsOnlyKeys(STALLED);
    }

    @Test
    void partitionThatIsGivenAwayTakesItsStallAlong() {
        log.assign(List.of(PARTITION, OTHER));
        handleBatch(new IllegalStateException("no transaction"));

        assignment.onPartitionsRevokedBeforeCommit(consumer, ASSIGNED);

        assertThat(stalls.all()).isEmpty();
        assertThat(owned.all()).containsOnlyKeys(OTHER.partition());
    }

    @Test
    void cacheIsTrustedNoMoreWhilePostgresDoesNotSayWhereToGoOn() {
        int partition = PARTITION.partition();
        assignment.onPartitionsAssigned(consumer, ASSIGNED);
        await().atMost(SOON).until(() -> store.hasLease(partition));
        store.losePostgres();
        Assignment asking = new Assignment(
                owned, store.states(), store.publisher(), stalls, log.stopped, () -> store.hasLease(partition));

        // It asks while the lease lives, and the lease must not live while it asks.
        CompletableFuture<Void> asked = CompletableFuture.runAsync(() -> asking.again(consumer, LogOfATest.TOPIC));

        assertThat(asked).failsWithin(SOON).withThrowableOfType(ExecutionException.class);
    }

    @Test
    void pollThatKeepsFailingStallsUntilThePartitionIsReadOn() {
        assignment.onPartitionsAssigned(consumer, ASSIGNED);
        consumer.updateEndOffsets(Map.of(PARTITION, POLLED));
        pollFails();
        assertThat(stalls.any()).isTrue();

        // Another partition may be read meanwhile, or nothing at all.
        reading.wentOn(consumer);
        assertThat(stalls.any()).isTrue();

        owned.advance(PARTITION.partition(), STORED + 1);
        reading.wentOn(consumer);
        assertThat(stalls.any()).isFalse();
    }

    @Test
    void pollThatFailedOnceStallsNobodyWhereThereIsNothingToRead() {
        assignment.onPartitionsAssigned(consumer, ASSIGNED);
        consumer.updateEndOffsets(Map.of(PARTITION, STORED));
        pollFails();

        reading.wentOn(consumer);

        assertThat(stalls.any()).isFalse();
    }

    @Test
    void lagIsToldOfEveryOwnPartitionAndOfNoOther() {
        assignment.onPartitionsAssigned(consumer, ASSIGNED);
        consumer.updateEndOffsets(Map.of(PARTITION, POLLED));
        consumer.seek(PARTITION, POLLED);

        handleBatch(new IllegalStateException("no transaction"));
        assertThat(lag()).hasValue((double) (POLLED - STORED));

        assignment.onPartitionsRevokedBeforeCommit(consumer, ASSIGNED);
        reading.wentOn(consumer);
        assertThat(lag()).isEmpty();
    }

    private Optional<Double> lag() {
        return log.meters.find("fairline.projection.lag").gauges().stream()
                .map(Gauge::value)
                .findAny();
    }

    private void pollFails() {
        recovery.handleOtherException(
                new IllegalStateException("a corrupt record"), consumer, LogOfATest.container(), true);
    }

    private void handleBatch(Exception failure) {
        handleBatch(failure, PARTITION);
    }

    private void handleBatch(Exception failure, TopicPartition... partitions) {
        ConsumerRecord<byte[], byte[]> any =
                new ConsumerRecord<>(LogOfATest.TOPIC, 0, STORED, new byte[0], new byte[0]);
        ConsumerRecords<byte[], byte[]> records = new ConsumerRecords<>(
                Stream.of(partitions).collect(Collectors.toMap(Function.identity(), partition -> List.of(any))),
                Map.of());
        recovery.handleBatch(failure, records, consumer, LogOfATest.container(), () -> {});
    }
}
