package io.fairline.intake.log;

import static io.fairline.intake.log.ScriptedLog.ELSEWHERE;
import static io.fairline.intake.log.ScriptedLog.LAMP;
import static io.fairline.intake.log.ScriptedLog.PARTITIONS;
import static io.fairline.intake.log.ScriptedLog.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairline.intake.log.PublishResult.NotWritten;
import io.fairline.intake.log.PublishResult.Written;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** How many commands may wait for an ack: those of a partition that gives none must not keep the others out. */
class PermitsTest {

    private static final int FEW = 8;
    private static final int MANY = 1_000;
    /** Longer than any test takes. */
    private static final Duration ENDLESS = Duration.ofMinutes(10);

    @Test
    void partitionThatGivesNoAcksTurnsItsOwnCommandsAwayAndNoOthers() {
        try (ScriptedLog log = new ScriptedLog(MANY, Duration.ofSeconds(1))) {
            log.producer().follow(PermitsTest::acknowledgeElsewhere);

            await().atMost(SOON).until(() -> {
                log.publish(ELSEWHERE).join();
                CompletableFuture<PublishResult> stalled = log.publish(LAMP);
                return stalled.isDone() && stalled.join() == NotWritten.LOG_UNAVAILABLE;
            });

            await().atMost(SOON).until(() -> log.publish(ELSEWHERE).join() instanceof Written);
        }
    }

    @Test
    void partitionThatGivesNoAcksLeavesTheLastPermitsToTheOthers() {
        try (ScriptedLog log = new ScriptedLog(FEW, ENDLESS)) {
            log.producer().follow(PermitsTest::acknowledgeElsewhere);
            for (int taken = 0; taken < FEW * 3 / 4; taken++) {
                assertThat(log.publish(LAMP)).isNotDone();
            }
            await().atMost(SOON).until(() -> log.sender().isStalled(LAMP, true));

            assertThat(log.publish(LAMP)).isCompletedWithValue(NotWritten.LOG_UNAVAILABLE);
            assertThat(log.publish(ELSEWHERE).join()).isInstanceOf(Written.class);
        }
    }

    @Test
    void partitionThatMayYetAnswerMayHaveAllOfThem() throws InterruptedException {
        try (ScriptedLog log = new ScriptedLog(FEW, ENDLESS)) {
            BlockingQueue<Callback> sent = holdBack(log);
            for (int taken = 0; taken < FEW * 3 / 4; taken++) {
                assertThat(log.publish(LAMP)).isNotDone();
            }
            // The last quarter while acks come: this one is a moment old at most.
            while (log.inFlight() < FEW) {
                acknowledge(LAMP, next(sent));
                CompletableFuture<PublishResult> _ = log.publish(LAMP);
                CompletableFuture<PublishResult> _ = log.publish(LAMP);
            }

            assertThat(log.publish(ELSEWHERE)).isCompletedWithValue(NotWritten.OVERLOADED);
        }
    }

    @Test
    void partitionWhoseLastAcksNeverCameIsAskedByOneCommandAtATime() throws InterruptedException {
        try (ScriptedLog log = new ScriptedLog(MANY, ENDLESS)) {
            log.producer().follow((_, callback) -> callback.onCompletion(null, new TimeoutException("no metadata")));
            log.publish(LAMP).join();
            BlockingQueue<Callback> sent = holdBack(log);

            CompletableFuture<PublishResult> trial = log.publish(LAMP);
            Callback answer = next(sent);

            assertThat(log.publish(LAMP)).isCompletedWithValue(NotWritten.LOG_UNAVAILABLE);
            assertThat(log.publish(ELSEWHERE)).isNotDone();
            acknowledge(LAMP, answer);
            assertThat(trial.join()).isInstanceOf(Written.class);
            assertThat(log.publish(LAMP)).isNotDone();
            assertThat(log.publish(LAMP)).isNotDone();
        }
    }

    private static void acknowledgeElsewhere(TopicPartition partition, Callback callback) {
        if (partition.partition() != PARTITIONS.partitionOf(LAMP)) {
            ScriptedProducer.ACKNOWLEDGE.send(partition, callback);
        }
    }

    /** The callbacks of what is sent from now on, for the test to call. */
    private static BlockingQueue<Callback> holdBack(ScriptedLog log) {
        BlockingQueue<Callback> sent = new LinkedBlockingQueue<>();
        log.producer().follow((_, callback) -> sent.add(callback));
        return sent;
    }

    private static Callback next(BlockingQueue<Callback> sent) throws InterruptedException {
        return Objects.requireNonNull(sent.poll(SOON.toSeconds(), TimeUnit.SECONDS), "nothing is sent");
    }

    private static void acknowledge(int dealId, Callback callback) {
        TopicPartition partition = new TopicPartition("order-commands", PARTITIONS.partitionOf(dealId));
        callback.onCompletion(ScriptedProducer.ack(partition), null);
    }
}
