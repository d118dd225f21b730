package io.fairline.projection.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairline.projection.store.PartitionState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.event.ListenerContainerIdleEvent;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;

/** What a poll without events passes: a transaction's marker, or all of one that was aborted. */
class EmptyPollsTest {

    private static final int NUMBER = 3;
    private static final TopicPartition PARTITION = new TopicPartition(LogOfATest.TOPIC, NUMBER);
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final long STORED = 5;
    private static final long PASSED = 9;

    private final LogOfATest log = new LogOfATest();
    private final EmptyPolls polls = new EmptyPolls(log.listener, log.assignment, log.recovery, LogOfATest.TOPIC);

    @BeforeEach
    void assign() {
        log.store.advance(NUMBER, 0, STORED);
        log.assign(List.of(PARTITION));
        log.consumer.seek(PARTITION, PASSED);
    }

    @AfterEach
    void closeTheLog() {
        log.close();
    }

    @Test
    void whatWasPassedMayBeDeleted() {
        poll();
        log.assignment.onPartitionsRevokedBeforeCommit(log.consumer, List.of(PARTITION));
        log.consumer.updateBeginningOffsets(Map.of(PARTITION, PASSED));
        log.assignment.onPartitionsAssigned(log.consumer, List.of(PARTITION));

        assertThat(stored()).isEqualTo(new PartitionState(NUMBER, PASSED, STORED));
        assertThat(log.owned.nextOffset(NUMBER)).isEqualTo(PASSED);
        assertThat(log.consumer.position(PARTITION)).isEqualTo(PASSED);
        assertThat(log.stalls.all()).isEmpty();
    }

    @Test
    void nothingIsStoredWhereAnotherHasGoneFurther() {
        log.store.advance(NUMBER, STORED, PASSED + 1);

        poll();

        assertThat(stored()).isEqualTo(new PartitionState(NUMBER, PASSED + 1, PASSED + 1));
        assertThat(log.owned.nextOffset(NUMBER)).isEqualTo(PASSED + 1);
        assertThat(log.consumer.position(PARTITION)).isEqualTo(PASSED + 1);
        assertThat(log.stalls.all()).isEmpty();
    }

    @Test
    void aBatchThatWaitsForPostgresForTooLongIsAStall() throws Exception {
        CompletableFuture<Void> batch;
        try (AutoCloseable _ = log.store.lock(NUMBER)) {
            batch = CompletableFuture.runAsync(this::poll);
            await().atMost(SOON).until(() -> {
                log.nanos.addAndGet(Duration.ofSeconds(6).toNanos());
                return log.stalls.any();
            });
        }
        batch.join();

        assertThat(log.stalls.all()).isEmpty();
        assertThat(stored()).isEqualTo(new PartitionState(NUMBER, PASSED, STORED));
    }

    @Test
    void postgresThatWentBackIsNoticedWhereNothingHappens() {
        poll();
        assertThat(log.owned.nextOffset(NUMBER)).isEqualTo(PASSED);
        log.store.setBack(NUMBER, STORED);

        for (int polls = 0; polls < 10; polls++) {
            poll();
        }

        assertThat(log.owned.nextOffset(NUMBER)).isEqualTo(STORED);
        assertThat(log.consumer.position(PARTITION)).isEqualTo(STORED);
    }

    @Test
    void postgresThatIsAwayIsNoReasonToStopWhereNothingHappens() {
        poll();
        log.store.losePostgres();

        for (int polls = 0; polls < 10; polls++) {
            poll();
        }

        assertThat(log.owned.nextOffset(NUMBER)).isEqualTo(PASSED);
        assertThat(log.stalls.all()).isEmpty();
    }

    private void poll() {
        KafkaMessageListenerContainer<byte[], byte[]> container = LogOfATest.container();
        polls.onApplicationEvent(new ListenerContainerIdleEvent(
                container, container, 0, LogOfATest.TOPIC, List.of(PARTITION), log.consumer, false));
    }

    private PartitionState stored() {
        Map<Integer, PartitionState> states =
                log.store.states().all().blockOptional().orElseThrow();
        return Objects.requireNonNull(states.get(NUMBER));
    }
}
