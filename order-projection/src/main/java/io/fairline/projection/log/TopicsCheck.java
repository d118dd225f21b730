package io.fairline.projection.log;

import io.fairline.projection.RefusesToRun;
import io.fairline.projection.store.PartitionCount;
import io.fairline.schemas.TopicNames;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks the broker for the topics' partition count, which the database is then held against. */
final class TopicsCheck {

    private TopicsCheck() {}

    static PartitionCount partitionCount(LogSettings settings) {
        int startMillis = Math.toIntExact(settings.startTimeout().toMillis());
        Map<String, Object> admin = settings.toReachTheBrokers();
        admin.put(AdminClientConfig.CLIENT_ID_CONFIG, settings.instanceId() + "-start");
        admin.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, startMillis);
        admin.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(startMillis, 5_000));
        TopicNames topics = settings.topics();
        try (Admin client = Admin.create(admin)) {
            Map<String, TopicDescription> found = client.describeTopics(List.of(topics.commands(), topics.events()))
                    .allTopicNames()
                    .get();
            int commands = partitions(found, topics.commands());
            int events = partitions(found, topics.events());
            if (commands != events) {
                throw new RefusesToRun(
                        "%s has %d partitions, but %s has %d. An event's partition is its command's: restore the counts"
                                .formatted(topics.commands(), commands, topics.events(), events));
            }
            return new PartitionCount(events);
        } catch (ExecutionException e) {
            throw refusal(settings, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusesToRun("interrupted while starting", e);
        }
    }

    private static int partitions(Map<String, TopicDescription> found, String topic) {
        return Objects.requireNonNull(found.get(topic), topic).partitions().size();
    }

    private static RefusesToRun refusal(LogSettings settings, ExecutionException failure) {
        if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
            return new RefusesToRun(
                    "%s or %s does not exist at %s: create the topics, or correct TOPIC_PREFIX"
                            .formatted(
                                    settings.topics().commands(),
                                    settings.topics().events(),
                                    settings.bootstrapServers()),
                    failure);
        }
        return new RefusesToRun(
                "Kafka at %s did not say within %s how many partitions there are, check KAFKA_BOOTSTRAP_SERVERS: %s"
                        .formatted(settings.bootstrapServers(), settings.startTimeout(), failure.getCause()),
                failure);
    }
}
