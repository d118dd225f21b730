package io.fairline.intake.log;

import static io.fairline.intake.log.ScriptedLog.ELSEWHERE;
import static io.fairline.intake.log.ScriptedLog.LAMP;
import static io.fairline.intake.log.ScriptedLog.PARTITIONS;
import static io.fairline.intake.log.ScriptedLog.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairline.intake.log.Publication.NotWritten;
import io.fairline.intake.log.Publication.Written;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** How many commands may wait for an ack: those of a partition that gives none must not keep the others out. */
class PermitsTest {

    private static final int MANY = 1_000;

    @Test
    void partitionThatGivesNoAcksTurnsItsOwnCommandsAwayAndNoOthers() {
        try (ScriptedLog log = new ScriptedLog(MANY, Duration.ofSeconds(1))) {
            log.producer().follow(PermitsTest::acknowledgeElsewhere);

            await().atMost(SOON).until(() -> {
                log.publish(ELSEWHERE).join();
                CompletableFuture<Publication> stalled = log.publish(LAMP);
                return stalled.isDone() && stalled.join() == NotWritten.LOG_UNAVAILABLE;
            });

            await().atMost(SOON).until(() -> log.publish(ELSEWHERE).join() instanceof Written);
        }
    }

    private static void acknowledgeElsewhere(TopicPartition partition, Callback callback) {
        if (partition.partition() != PARTITIONS.partitionOf(LAMP)) {
            ScriptedProducer.ACKNOWLEDGE.send(partition, callback);
        }
    }

}
