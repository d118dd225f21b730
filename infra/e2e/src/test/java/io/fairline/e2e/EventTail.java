package io.fairline.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.fairline.e2e.Shop.Accepted;
import io.fairline.local.stack.LocalStack;
import io.fairline.perf.load.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/** Committed events from one moment on, as bytes: for this nobody is asked but the broker, also not the registry. */
final class EventTail implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;

    private EventTail(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    static EventTail fromNow(LocalStack stack) {
        Target target = Target.of(stack, Map::of);
        KafkaConsumer<byte[], byte[]> consumer = target.newConsumer();
        List<TopicPartition> partitions =
                target.partitionsOf(consumer, target.topics().events());
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position); // the ends are looked up now
        return new EventTail(consumer);
    }

    /** Avro leaves the characters of an order's id as they are. */
    void awaitOneAbout(Accepted order) {
        Awaitility.await("an event about " + order.orderId())
                .atMost(Shop.PATIENCE)
                .pollInSameThread()
                .until(() -> StreamSupport.stream(consumer.poll(POLL).spliterator(), false)
                        .map(ConsumerRecord::value)
                        .anyMatch(value -> new String(value, ISO_8859_1).contains(order.orderId())));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
