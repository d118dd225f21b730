package io.fairline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicsFileTest {

    private static final TopicsFile TOPICS = TopicsFile.read(Checkout.find().topicsFile());

    @TempDir
    Path folder;

    @Test
    void appliesTheSettingsOfTheFileAndIsContentToFindThemThere() throws Exception {
        try (Admin admin = admin()) {
            TOPICS.applyTo(admin, "settings-");
            TOPICS.applyTo(admin, "settings-");

            assertThat(settingOf(admin, "settings-deals", "cleanup.policy")).isEqualTo("compact");
            assertThat(settingOf(admin, "settings-order-commands", "message.timestamp.type"))
                    .isEqualTo("LogAppendTime");
            assertThat(settingOf(admin, "settings-order-commands", "min.insync.replicas"))
                    .isEqualTo("1");
        }
    }

    @Test
    void refusesTopicsThatHaveAnotherPartitionCount() {
        TopicsFile more = new TopicsFile(TOPICS.partitions() + 1, 3, 2, TOPICS.topics());
        try (Admin admin = admin()) {
            TOPICS.applyTo(admin, "count-");

            assertThatThrownBy(() -> more.applyTo(admin, "count-"))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("the count is for life");
        }
    }

    @Test
    void replicatesLessOnlyOnASingleBroker() {
        assertThat(TOPICS.newTopic("", "deals", 1).replicationFactor()).isEqualTo((short) 1);
        assertThat(TOPICS.newTopic("", "deals", 2).replicationFactor()).isEqualTo((short) 3);
        assertThat(TOPICS.newTopic("", "deals", 2).configs()).containsEntry("min.insync.replicas", "2");
        assertThat(TOPICS.newTopic("", "deals", 3).replicationFactor()).isEqualTo((short) 3);
    }

    @Test
    void refusesTopicsThatWereMadeWithFewerReplicasThanTheyWouldGetNow() {
        Node node = new Node(1, "127.0.0.1", 9092);
        TopicDescription alone = new TopicDescription(
                "deals", false, List.of(new TopicPartitionInfo(0, node, List.of(node), List.of(node))));

        TOPICS.requireReplicas(alone, 1);
        assertThatThrownBy(() -> TOPICS.requireReplicas(alone, 3))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("deals has 1 replicas and topics.yaml says 3");
    }

    @Test
    void aFileThatIsNoListOfTopicsIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("topics.yaml"), "partitions: many");

        assertThatThrownBy(() -> TopicsFile.read(file))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(file.toString());
    }

    private static String settingOf(Admin admin, String topic, String setting) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .values()
                .iterator()
                .next();
        return config.get(setting).value();
    }

    private static Admin admin() {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                LocalServers.shared().kafka().bootstrapServers()));
    }
}
