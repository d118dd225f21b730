package io.fairline.projection.log;

import io.fairline.schemas.TopicNames;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the log is read.
 *
 * @param settings what else the clients need to reach the brokers, such as credentials
 * @param topicPrefix put before the names of topics and group; empty in production
 * @param instanceId names this instance in the broker's logs and tools
 * @param maxPollRecords most events of one batch, and so of one transaction
 * @param sessionTimeout after that a silent instance's partitions go to another one
 * @param startTimeout how long to wait for the broker at start
 */
@ConfigurationProperties("fairline.kafka")
record LogSettings(
        String bootstrapServers,
        @DefaultValue Map<String, String> settings,
        @DefaultValue("") String topicPrefix,
        @DefaultValue("projection-1") String instanceId,
        @DefaultValue("4000") int maxPollRecords,
        @DefaultValue("6s") Duration sessionTimeout,
        @DefaultValue("60s") Duration startTimeout) {

    /** What every client starts from, to be added to. */
    Map<String, Object> toReachTheBrokers() {
        Map<String, Object> client = new HashMap<>(settings);
        client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return client;
    }

    TopicNames topics() {
        return new TopicNames(topicPrefix);
    }

    String group() {
        return topicPrefix + "order-projection";
    }

    /** Without the settings, which may be secret. */
    @Override
    public String toString() {
        return "LogSettings[bootstrapServers=%s, topicPrefix=%s, instanceId=%s]"
                .formatted(bootstrapServers, topicPrefix, instanceId);
    }
}
