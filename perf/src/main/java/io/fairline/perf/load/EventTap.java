package io.fairline.perf.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntPredicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/** Reads order-events while the load runs, on a thread of its own, committed records only. */
final class EventTap implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final long LAG_EVERY_NANOS = 1_000_000_000;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> commands;
    private final long[] decidedUpTo;
    private final IntPredicate isOurs;
    private final Decisions decisions = new Decisions();
    private final AtomicLong decided = new AtomicLong();
    private final AtomicLong lastNanos = new AtomicLong(System.nanoTime());
    private final List<RunRecord.LagSample> lags = new ArrayList<>();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final Thread thread;

    /** Starts to read where the topics end now. Deals of other runs are passed over. */
    EventTap(Target target, IntPredicate isOurs) {
        this.isOurs = isOurs;
        this.consumer = target.newConsumer();
        List<TopicPartition> events =
                target.partitionsOf(consumer, target.topics().events());
        this.commands = target.partitionsOf(consumer, target.topics().commands());
        consumer.assign(events);
        Map<TopicPartition, Long> ends = consumer.endOffsets(events);
        ends.forEach(consumer::seek);
        this.decidedUpTo = offsets(consumer.endOffsets(commands));
        this.thread = new Thread(this::run, "order-events");
        thread.start();
    }

    /** Orders of the run that were reserved or rejected so far. */
    long decidedSoFar() {
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        return decided.get();
    }

    /** For how long the run's deals have had no event. */
    long quietNanos() {
        return System.nanoTime() - lastNanos.get();
    }

    Decisions decisions() {
        return decisions;
    }

    List<RunRecord.LagSample> lags() {
        return lags;
    }

    /** Ends the thread; after that the decisions and lags may be read. */
    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        EventHead head = new EventHead();
        long nextLagNanos = System.nanoTime();
        try (consumer) {
            while (true) {
                for (ConsumerRecord<byte[], byte[]> event : consumer.poll(POLL)) {
                    take(event.value(), head);
                }
                long now = System.nanoTime();
                if (now >= nextLagNanos) {
                    nextLagNanos = now + LAG_EVERY_NANOS;
                    lags.add(new RunRecord.LagSample(now, lag()));
                }
            }
        } catch (WakeupException e) {
            // asked to end
        } catch (RuntimeException e) {
            failure.set(e);
        }
    }

    private void take(byte[] value, EventHead head) {
        head.read(value);
        int partition = head.causePartition();
        decidedUpTo[partition] = Math.max(decidedUpTo[partition], head.causeOffset() + 1);
        if (isOurs.test(head.dealId())) {
            long now = System.nanoTime();
            lastNanos.setRelease(now);
            if (head.decidesAnOrder()) {
                decisions.add(head, now);
                decided.setRelease(decided.getPlain() + 1);
            }
        }
    }

    private List<Long> lag() {
        long[] ends = offsets(consumer.endOffsets(commands));
        List<Long> lag = new ArrayList<>();
        for (int partition = 0; partition < ends.length; partition++) {
            lag.add(Math.max(0, ends[partition] - decidedUpTo[partition]));
        }
        return List.copyOf(lag);
    }

    private static long[] offsets(Map<TopicPartition, Long> byPartition) {
        Map<Integer, Long> byNumber = new HashMap<>();
        byPartition.forEach((partition, offset) -> byNumber.put(partition.partition(), offset));
        long[] offsets = new long[byNumber.size()];
        byNumber.forEach((partition, offset) -> offsets[partition] = offset);
        return offsets;
    }
}
