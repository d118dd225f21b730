package io.fairline.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fairline.local.LocalServers;
import io.fairline.local.PostgresDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The partition count is for life. */
@ExtendWith(OutputCaptureExtension.class)
class PartitionCountTest {

    private static final LocalServers SERVERS = LocalServers.shared();

    private final String prefix = SERVERS.newTopicPrefix();
    private final PostgresDatabase database = SERVERS.postgres().newDatabase();
    private final Map<String, String> surroundings = RunningProjection.surroundings(SERVERS, prefix, database);

    @Test
    void changedCountIsRefusedInOneLine(CapturedOutput output) {
        RunningProjection.start(surroundings).close();
        enlarge("order-commands", "order-events");

        assertThatThrownBy(() -> RunningProjection.start(surroundings)).hasRootCauseInstanceOf(RefusesToRun.class);
        assertThat(output.getAll().lines().filter(line -> line.contains("order-projection refuses to run")))
                .singleElement()
                .asString()
                .contains("the topics have 13 partitions, but this database was made for 12");
    }

    @Test
    void topicsWithDifferentCountsAreRefused() {
        enlarge("order-events");

        assertThatThrownBy(() -> RunningProjection.start(surroundings))
                .rootCause()
                .isInstanceOf(RefusesToRun.class)
                .hasMessageContaining("An event's partition is its command's");
    }

    @Test
    void topicsThatDoNotExistAreNamed() {
        surroundings.put("TOPIC_PREFIX", "nobodys-");

        assertThatThrownBy(() -> RunningProjection.start(surroundings))
                .hasStackTraceContaining("nobodys-order-commands or nobodys-order-events does not exist");
    }

    /** The controller answers before the broker knows: the projection must not start until the broker says 13 too. */
    private void enlarge(String... topics) {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", SERVERS.kafka().bootstrapServers()))) {
            for (String topic : topics) {
                String name = prefix + topic;
                admin.createPartitions(Map.of(name, NewPartitions.increaseTo(13)))
                        .all()
                        .get();
                await().atMost(Duration.ofSeconds(60)).until(() -> partitionsOf(admin, name) == 13);
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int partitionsOf(Admin admin, String topic) throws ExecutionException, InterruptedException {
        Map<String, TopicDescription> known =
                admin.describeTopics(List.of(topic)).allTopicNames().get();
        return known.values().iterator().next().partitions().size();
    }
}
