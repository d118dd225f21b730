package io.fairline.processor.topology;

import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Lends {@link PartitionDecider} to Kafka Streams, a fresh one each time the partition is taken over. */
final class DecideProcessor implements Processor<byte[], byte[], byte[], Outgoing> {

    private final TopologySettings settings;
    private final Wire wire;
    private final DecisionObserver observer;
    private final ThreadLocal<CommitPace> paceOfThread;
    private @Nullable PartitionDecider decider;

    DecideProcessor(
            TopologySettings settings, Wire wire, DecisionObserver observer, ThreadLocal<CommitPace> paceOfThread) {
        this.settings = settings;
        this.wire = wire;
        this.observer = observer;
        this.paceOfThread = paceOfThread;
    }

    @Override
    public void init(ProcessorContext<byte[], Outgoing> context) {
        StaleCheckpoint.delete(context.stateDir());
        decider = new PartitionDecider(context, settings, wire, observer, paceOfThread.get());
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
