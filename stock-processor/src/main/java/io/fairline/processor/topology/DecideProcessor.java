package io.fairline.processor.topology;

import io.fairline.processor.store.StaleCheckpoint;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Lends {@link PartitionDecider} to Kafka Streams, a fresh one each time the partition is taken over. */
final class DecideProcessor implements Processor<byte[], byte[], byte[], Outgoing> {

    private final Function<ProcessorContext<byte[], Outgoing>, PartitionDecider> newDecider;
    private @Nullable PartitionDecider decider;

    DecideProcessor(Function<ProcessorContext<byte[], Outgoing>, PartitionDecider> newDecider) {
        this.newDecider = newDecider;
    }

    @Override
    public void init(ProcessorContext<byte[], Outgoing> context) {
        StaleCheckpoint.delete(context.stateDir());
        decider = newDecider.apply(context);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Objects.requireNonNull(decider, "initialised first").decide(record);
    }

    @Override
    public void close() {
        if (decider != null) {
            decider.close();
            decider = null;
        }
    }
}
