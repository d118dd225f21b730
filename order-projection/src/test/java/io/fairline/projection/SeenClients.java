package io.fairline.projection;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;

/** Is told of every Kafka client that is made with its name among the settings. */
public final class SeenClients implements MetricsReporter {

    static final Set<String> IDS = ConcurrentHashMap.newKeySet();

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
