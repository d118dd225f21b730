package io.fairline.projection.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Partitions that rest before a record, and what becomes of the rest. */
class StoppedPartitionsTest {

    private static final TopicPartition MINE = new TopicPartition("order-events", 3);
    private static final TopicPartition OTHER = new TopicPartition("order-events", 4);
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Stalls stalls = new Stalls();
    private final List<TopicPartition> paused = new CopyOnWriteArrayList<>();
    private final List<TopicPartition> resumed = new CopyOnWriteArrayList<>();

    @Test
    void partitionThatIsReleasedDoesNotComeBackPaused() {
        StoppedPartitions stopped = stopped(Duration.ofHours(1));
        stop(stopped, MINE);
        assertThat(paused).containsExactly(MINE);

        stopped.released(MINE);

        assertThat(resumed).containsExactly(MINE);
        assertThat(stalls.any()).isFalse();
    }

    @Test
    void restOfAReleasedPartitionIsOver() {
        StoppedPartitions stopped = stopped(Duration.ofSeconds(1));
        stop(stopped, MINE);
        stopped.released(MINE);
        stop(stopped, OTHER); // rests no shorter and began later

        await().atMost(SOON).until(() -> resumed.contains(OTHER));
        assertThat(resumed).containsExactly(MINE, OTHER);
    }

    private StoppedPartitions stopped(Duration firstRest) {
        return new StoppedPartitions(stalls, paused::add, resumed::add, firstRest);
    }

    private static void stop(StoppedPartitions stopped, TopicPartition partition) {
        stopped.stop(partition, 7, "no event", new IllegalStateException("no event"));
    }
}
