package io.fairline.intake.log;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** A producer that does with a record what the test says, on the thread that sends. */
final class ScriptedProducer extends MockProducer<byte[], byte[]> {

    static final int PARTITIONS = 12;

    /** What becomes of a record. */
    @FunctionalInterface
    interface Script {
        void send(TopicPartition partition, Callback callback);
    }

    static final Script ACKNOWLEDGE = (partition, callback) -> callback.onCompletion(ack(partition), null);

    private volatile Script script = ACKNOWLEDGE;
    private volatile Runnable whenAskedForPartitions = () -> {};
    private volatile Runnable whenClosed = () -> {};

    void follow(Script next) {
        script = next;
    }

    void whenAskedForPartitions(Runnable action) {
        whenAskedForPartitions = action;
    }

    void whenClosed(Runnable action) {
        whenClosed = action;
    }

    static RecordMetadata ack(TopicPartition partition) {
        return new RecordMetadata(partition, 0, 0, 0, 0, 0);
    }

    @Override
    public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> sent, Callback callback) {
        script.send(new TopicPartition(sent.topic(), sent.partition()), callback);
        return new CompletableFuture<>();
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic) {
        whenAskedForPartitions.run();
        return Collections.nCopies(PARTITIONS, new PartitionInfo(topic, 0, null, null, null));
    }

    @Override
    public void close(Duration timeout) {
        whenClosed.run();
    }
}
