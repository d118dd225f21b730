package io.fairline.projection.log;

import io.fairline.schemas.TopicNames;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the log is read.
 *
 * @param topicPrefix put before the names of topics and group; empty in production
 * @param instanceId names this instance in the broker's logs and tools
 * @param maxPollRecords most events of one batch, and so of one transaction
 * @param sessionTimeout after that a silent instance's partitions go to another one
 * @param startTimeout how long to wait for the broker at start
 */
@ConfigurationProperties("fairline.log")
record LogSettings(
        String bootstrapServers,
        @DefaultValue("") String topicPrefix,
        @DefaultValue("projection-1") String instanceId,
        @DefaultValue("4000") int maxPollRecords,
        @DefaultValue("6s") Duration sessionTimeout,
        @DefaultValue("60s") Duration startTimeout) {

    TopicNames topics() {
        return new TopicNames(topicPrefix);
    }

    String group() {
        return topicPrefix + "order-projection";
    }
}
