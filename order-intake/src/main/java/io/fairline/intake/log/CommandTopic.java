package io.fairline.intake.log;

import io.fairline.intake.wire.CommandToAvro;
import io.fairline.schemas.DealPartitions;
import io.fairline.schemas.WireFormat;
import io.fairline.schemas.commands.OrderCommand;
import java.time.Duration;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commands' topic, reached by a producer. For the sending thread only.
 *
 * @param name with its prefix
 * @param breakers of the partitions as they were first counted: should the topic grow under a running service, the deals
 *     keep their lines
 */
record CommandTopic(
        String name,
        PartitionBreakers breakers,
        Producer<byte[], byte[]> producer,
        WireFormat.Writer<OrderCommand> writer) {

    private static final Logger LOG = LoggerFactory.getLogger(CommandTopic.class);

    /** Hands the record to the producer. May block for {@link CommandProducers#MAX_BLOCK}. */
    void send(PendingCommand pending, Callback callback) {
        long now = System.currentTimeMillis();
        OrderCommand command = CommandToAvro.write(pending.requester(), pending.command(), now);
        byte[] key = DealPartitions.keyOf(command.getDealId());
        int partition = breakers.partitions().partitionOf(key);
        // The callback tells all that the future would.
        Future<RecordMetadata> _ =
                producer.send(new ProducerRecord<>(name, partition, key, writer.write(command)), callback);
    }

    /** The producer forgets a topic that idles for minutes, and the next order would wait for its metadata. */
    void keepWarm() {
        try {
            producer.partitionsFor(name);
        } catch (TimeoutException e) {
            // The brokers are away; the next command will find that out and say so.
        }
    }

    /** Waits for the acks of what was sent, at most so long. */
    void close(Duration timeout) {
        try {
            producer.close(timeout);
        } catch (RuntimeException e) {
            // It sends no more either way, and whoever closes it has others to answer.
            LOG.error("The producer does not close as it should", e);
        }
    }
}
