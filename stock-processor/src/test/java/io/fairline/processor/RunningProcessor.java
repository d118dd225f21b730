package io.fairline.processor;

import io.fairline.local.LocalServers;
import io.fairline.schemas.AvroSerdes;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.springframework.util.unit.DataSize;

/** One instance of the service, without Spring, in this JVM. */
final class RunningProcessor implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final List<String> ends = new CopyOnWriteArrayList<>();
    private final ProcessorRun run;

    private RunningProcessor(ProcessorSettings settings) {
        run = new ProcessorRun(settings, new DecisionMetrics(meters), _ -> {}, ends::add);
    }

    static RunningProcessor start(LocalServers servers, String prefix, String instanceId, Path folder) {
        return start(servers, prefix, instanceId, folder, PATIENCE);
    }

    static RunningProcessor start(
            LocalServers servers, String prefix, String instanceId, Path folder, Duration patience) {
        return start(servers, prefix, instanceId, folder, patience, TestLine.serdesOf(servers));
    }

    static RunningProcessor start(
            LocalServers servers, String prefix, String instanceId, Path folder, Duration patience, AvroSerdes serdes) {
        return new RunningProcessor(new ProcessorSettings(
                new ProcessorSettings.Kafka(servers.kafka().bootstrapServers(), prefix, Map.of()),
                serdes,
                new ProcessorSettings.Processor(
                        instanceId,
                        folder.resolve(instanceId).toString(),
                        1,
                        Duration.ofMillis(100),
                        Duration.ofMillis(25),
                        DataSize.ofMegabytes(8),
                        DataSize.ofMegabytes(32),
                        DataSize.ofMegabytes(2),
                        patience)));
    }

    RunningProcessor awaitReady() {
        Awaitility.await().atMost(PATIENCE).until(run::isReady);
        return this;
    }

    boolean isReady() {
        return run.isReady();
    }

    /** Why it ended by itself. */
    String awaitEnd() {
        Awaitility.await().atMost(PATIENCE).until(() -> !ends.isEmpty());
        return ends.getFirst();
    }

    double count(String meter, String tag, String value) {
        return meters.get(meter).tag(tag, value).counter().count();
    }

    @Override
    public void close() {
        run.close();
    }
}
