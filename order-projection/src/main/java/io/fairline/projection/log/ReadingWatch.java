package io.fairline.projection.log;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees how far reading has come: after each batch, and while there is nothing to read. Confined to the consuming thread. */
final class ReadingWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ReadingWatch.class);
    private static final String PLACE = "log";

    private final OwnedPartitions owned;
    private final Stalls stalls;
    private final LogMetrics metrics;
    private final String topic;
    private Map<Integer, Long> whenItFailed = Map.of();

    ReadingWatch(OwnedPartitions owned, Stalls stalls, LogMetrics metrics, String topic) {
        this.owned = owned;
        this.stalls = stalls;
        this.metrics = metrics;
        this.topic = topic;
    }

    /** A poll failed. True when this is news. */
    boolean failed() {
        whenItFailed = owned.all();
        return stalls.begin(PLACE, "the log could not be read");
    }

    /** A poll did not fail, and what it brought has been seen to. */
    void wentOn(Consumer<?, ?> consumer) {
        Map<Integer, OptionalLong> lags = tellLags(consumer);
        // A partition that cannot be read keeps no other from being read: each has to have moved, or be at its end.
        boolean everywhere = lags.entrySet().stream()
                .allMatch(lag -> lag.getValue().equals(OptionalLong.of(0)) || hasMoved(lag.getKey()));
        if (everywhere && stalls.end(PLACE)) {
            LOG.info("The log is being read again");
        }
    }

    /** Events before the consumer's position are applied, all others are not: seeks come before this. */
    Map<Integer, OptionalLong> tellLags(Consumer<?, ?> consumer) {
        Map<Integer, OptionalLong> lags = new HashMap<>();
        for (Integer partition : owned.all().keySet()) {
            lags.put(partition, consumer.currentLag(new TopicPartition(topic, partition)));
        }
        metrics.lags(lags);
        return lags;
    }

    private boolean hasMoved(Integer partition) {
        return !Objects.equals(owned.nextOffset(partition), whenItFailed.get(partition));
    }
}
