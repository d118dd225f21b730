package io.fairline.intake.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fairline.schemas.commands.OrderCommand;
import java.time.Duration;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.utils.Utils;

/**
 * A producer that has reached the topic. For the sending thread only.
 *
 * @param partitions counted once: should the topic grow under a running service, the deals keep their lines
 */
record CommandLine(String topic, int partitions, Producer<byte[], byte[]> producer, CommandEncoder encoder) {

    /** Hands the record to the producer. May block for {@link CommandProducers#MAX_BLOCK}. */
    void send(PendingCommand pending, Callback callback) {
        long now = System.currentTimeMillis();
        OrderCommand command = CommandRecords.from(pending.requester(), pending.command(), now);
        byte[] key = Integer.toString(command.getDealId()).getBytes(UTF_8);
        // The callback tells all that the future would.
        Future<RecordMetadata> _ =
                producer.send(new ProducerRecord<>(topic, partitionOf(key), key, encoder.encode(command)), callback);
    }

    /** What Kafka's default partitioner answers, with the count fixed. */
    private int partitionOf(byte[] key) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }

    /** The producer forgets a topic that idles for minutes, and the next order would wait for its metadata. */
    void keepWarm() {
        try {
            producer.partitionsFor(topic);
        } catch (TimeoutException e) {
            // The brokers are away; the next command will find that out and say so.
        }
    }

    /** Waits for the acks of what was sent, at most so long. */
    void close(Duration timeout) {
        producer.close(timeout);
    }
}
