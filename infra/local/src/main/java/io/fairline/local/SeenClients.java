package io.fairline.local;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;

/** For tests: is told of every Kafka client of this JVM that is made with its name under {@code metric.reporters}. */
public final class SeenClients implements MetricsReporter {

    private static final Set<String> IDS = ConcurrentHashMap.newKeySet();

    /** Each client's {@code client.id}. */
    public static Set<String> ids() {
        return Set.copyOf(IDS);
    }

    @Override
    public void configure(Map<String, ?> settings) {
        IDS.add(String.valueOf(settings.get("client.id")));
    }

    @Override
    public void init(List<KafkaMetric> metrics) {}

    @Override
    public void metricChange(KafkaMetric metric) {}

    @Override
    public void metricRemoval(KafkaMetric metric) {}

    @Override
    public void close() {}
}
