package io.fairline.intake.log;

import io.fairline.schemas.TopicNames;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param bootstrapServers brokers, {@code host:port,…}
 * @param settings what else the clients need to reach the brokers, such as credentials
 * @param topicPrefix put before every topic's name; empty in production
 * @param maxInFlight most commands that wait for their ack at a time; the next one is turned away
 * @param linger how long a batch waits for company
 * @param requestTimeout how long one attempt to write may take
 * @param deliveryTimeout after which a command without ack is called unknown; longer than an attempt and the linger
 * @param queueTimeout longest that a command may wait before it is sent, and that sent ones may wait for an ack before
 *     new ones for their partition are turned away, if most of the permits are free
 */
@ConfigurationProperties("fairline.kafka")
record LogSettings(
        String bootstrapServers,
        @DefaultValue Map<String, String> settings,
        String topicPrefix,
        int maxInFlight,
        Duration linger,
        Duration requestTimeout,
        Duration deliveryTimeout,
        Duration queueTimeout) {

    /** What every client starts from, to be added to. */
    Map<String, Object> toReachTheBrokers() {
        Map<String, Object> client = new HashMap<>(settings);
        client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return client;
    }

    /** Without the settings, which may be secret. */
    @Override
    public String toString() {
        return "LogSettings[bootstrapServers=%s, topicPrefix=%s]".formatted(bootstrapServers, topicPrefix);
    }

    TopicNames topics() {
        return new TopicNames(topicPrefix);
    }
}
