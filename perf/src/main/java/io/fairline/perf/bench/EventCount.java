package io.fairline.perf.bench;

import io.fairline.perf.load.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Counts committed events as they come, from the first on. */
final class EventCount implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(20);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private long events;
    private long firstNanos;
    private long firstEvents;
    private long lastNanos;

    EventCount(Target target) {
        consumer = target.newConsumer();
        List<TopicPartition> partitions =
                target.partitionsOf(consumer, target.topics().events());
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        ends.forEach(consumer::seek);
    }

    /** Returns when so many have come; fails when that takes longer than the limit. */
    void await(long expected, Duration limit, Runnable everySecond) {
        long deadline = System.nanoTime() + limit.toNanos();
        EverySecond ticker = new EverySecond(everySecond);
        while (events < expected) {
            int polled = consumer.poll(POLL).count();
            long now = System.nanoTime();
            if (polled > 0) {
                count(polled, now);
            }
            ticker.at(now);
            if (now > deadline) {
                throw new IllegalStateException("%,d of %,d events after %d s: read the processor's log"
                        .formatted(events, expected, limit.toSeconds()));
            }
        }
    }

    /**
     * Events a second between the first that were seen and the last. The first ones appear together, when their
     * transaction commits, so they count as the start and not as work done.
     */
    double perSecond() {
        return (events - firstEvents) / ((lastNanos - firstNanos) / 1e9);
    }

    double seconds() {
        return (lastNanos - firstNanos) / 1e9;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void count(int polled, long nowNanos) {
        events += polled;
        lastNanos = nowNanos;
        if (firstNanos == 0) {
            firstNanos = nowNanos;
            firstEvents = events;
        }
    }
}
