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
