package io.fairline.processor;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Starts and ends the topology with the application. */
final class StreamsLifecycle implements SmartLifecycle {

    private final ProcessorSettings settings;
    private final DecisionMetrics decisionMetrics;
    private final MeterRegistry meters;
    private final ProcessEnd processEnd;
    private volatile @Nullable ProcessorRun run;
    private volatile @Nullable KafkaStreamsMetrics streamsMetrics;

    StreamsLifecycle(
            ProcessorSettings settings, DecisionMetrics decisionMetrics, MeterRegistry meters, ProcessEnd processEnd) {
        this.settings = settings;
        this.decisionMetrics = decisionMetrics;
        this.meters = meters;
        this.processEnd = processEnd;
    }

    boolean isReady() {
        ProcessorRun current = run;
        return current != null && current.isReady();
    }

    @Override
    public void start() {
        run = new ProcessorRun(settings, decisionMetrics, this::measure, processEnd::because);
    }

    @Override
    public void stop() {
        ProcessorRun current = run;
        run = null;
        if (current != null) {
            current.close();
        }
        KafkaStreamsMetrics measured = streamsMetrics;
        if (measured != null) {
            measured.close();
        }
    }

    @Override
    public boolean isRunning() {
        return run != null;
    }

    private void measure(KafkaStreams streams) {
        KafkaStreamsMetrics measured = new KafkaStreamsMetrics(streams);
        measured.bindTo(meters);
        streamsMetrics = measured;
    }
}
