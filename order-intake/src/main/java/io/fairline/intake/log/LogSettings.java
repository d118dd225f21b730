package io.fairline.intake.log;

import io.fairline.schemas.TopicNames;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param bootstrapServers brokers, {@code host:port,…}
 * @param topicPrefix put before every topic's name; empty in production
 * @param maxInFlight most commands that wait for their ack at a time; the next one is turned away
 * @param linger how long a batch waits for company
 * @param requestTimeout how long one attempt to write may take
 * @param deliveryTimeout after which a command without ack is called unknown; longer than an attempt and the linger
 * @param queueTimeout longest that a command may wait before it is sent, and that sent ones may wait for an ack before
 *     new ones are turned away
 */
@ConfigurationProperties("fairline.kafka")
record LogSettings(
        String bootstrapServers,
        String topicPrefix,
        int maxInFlight,
        Duration linger,
        Duration requestTimeout,
        Duration deliveryTimeout,
        Duration queueTimeout) {

    TopicNames topics() {
        return new TopicNames(topicPrefix);
    }
}
