package io.fairline.projection.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.schemas.events.DealOpened;
import io.fairline.schemas.events.OrderEvent;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where a partition stands whose events Postgres does not take. */
class RefusedEventsTest {

    private static final TopicPartition PARTITION = new TopicPartition(LogOfATest.TOPIC, 3);
    private static final OrderEvent LAMPS =
            new OrderEvent(7, 1L, 3, 0L, 1_000L, 10, 0, 0, new DealOpened("Lamp", 10, 5, 60, null, "shop"));

    private final LogOfATest log = new LogOfATest();

    @AfterEach
    void closeTheLog() {
        log.close();
    }

    @Test
    void partitionStandsBeforeWhatIsRefusedAndNotBeforeWhatItCouldNotReadAnyway() {
        log.assign(List.of(PARTITION));
        log.store.execute("ALTER TABLE deals ADD CONSTRAINT no_lamps CHECK (title <> 'Lamp')");
        ConsumerRecord<byte[], byte[]> garbage =
                new ConsumerRecord<>(LogOfATest.TOPIC, PARTITION.partition(), 1, new byte[0], new byte[] {9});

        log.listener.onMessage(List.of(log.record(PARTITION, 0, LAMPS), garbage), log.consumer);

        assertThat(log.stalls.all().get("partition 3")).startsWith("offset 0: ").contains("no_lamps");
        assertThat(log.consumer.position(PARTITION)).isZero();

        log.store.execute("ALTER TABLE deals DROP CONSTRAINT no_lamps");
        log.listener.onMessage(List.of(log.record(PARTITION, 0, LAMPS), garbage), log.consumer);

        assertThat(log.stalls.all().get("partition 3")).startsWith("offset 1: ");
        assertThat(log.consumer.position(PARTITION)).isOne();
    }
}
