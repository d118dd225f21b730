package io.fairline.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairline.local.LocalServers;
import io.fairline.schemas.AvroSerdes;
import io.fairline.schemas.TopicNames;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusesToRunTest {

    @TempDir
    private Path folder;

    private final LocalServers servers = LocalServers.shared();

    @Test
    void whenTopicsAreMissing() {
        try (RunningProcessor processor = start("nowhere-")) {
            assertThat(processor.awaitEnd())
                    .isEqualTo(
                            "missing topics: nowhere-order-commands, nowhere-order-events, nowhere-deals,"
                                    + " nowhere-order-commands-dlt. Create them as infra/kafka/topics.yaml says, then start again");
        }
    }

    @Test
    void whenTheLinesDifferInPartitions() throws Exception {
        String prefix = servers.newTopicPrefix();
        addPartitions(new TopicNames(prefix).commands());
        try (RunningProcessor processor = start(prefix)) {
            assertThat(processor.awaitEnd())
                    .contains("partition counts differ", prefix + "order-commands has 13", prefix + "deals has 12")
                    .contains("has to be made anew");
        }
    }

    @Test
    void whenAllLinesHaveOtherPartitionsThanAtTheFirstStart() throws Exception {
        String prefix = servers.newTopicPrefix();
        start(prefix).awaitReady().close();
        TopicNames topics = new TopicNames(prefix);
        addPartitions(topics.commands(), topics.events(), topics.deals());
        try (RunningProcessor processor = start(prefix)) {
            assertThat(processor.awaitEnd())
                    .contains(prefix + "order-commands has 13")
                    .contains(prefix + "stock-processor-orders-changelog has 12");
        }
    }

    @Test
    void whenTheTimeOfCommandsIsNotTheBrokers() throws Exception {
        String prefix = servers.newTopicPrefix();
        set(new TopicNames(prefix).commands(), "message.timestamp.type", "CreateTime");
        try (RunningProcessor processor = start(prefix)) {
            assertThat(processor.awaitEnd()).contains("message.timestamp.type=CreateTime: set it to LogAppendTime");
        }
    }

    @Test
    void whenADecisionMayBeLostSoonerThanItsOrder() throws Exception {
        String prefix = servers.newTopicPrefix();
        start(prefix).awaitReady().close();
        set(new TopicNames(prefix).commands(), "min.insync.replicas", "2");
        try (RunningProcessor processor = start(prefix)) {
            assertThat(processor.awaitEnd())
                    .startsWith(prefix + "order-commands has replication 1 and min.insync.replicas=2, but ")
                    .contains(prefix + "stock-processor-orders-changelog has replication 1 and min.insync.replicas=1")
                    .contains("kafka-configs");
        }
    }

    @Test
    void whenEventsMayBeLostSoonerThanTheirOrders() throws Exception {
        String prefix = servers.newTopicPrefix();
        TopicNames topics = new TopicNames(prefix);
        set(topics.commands(), "min.insync.replicas", "2");
        set(topics.deals(), "min.insync.replicas", "2");
        try (RunningProcessor processor = start(prefix)) {
            assertThat(processor.awaitEnd())
                    .contains("but %s has replication 1 and min.insync.replicas=1: give".formatted(topics.events()));
        }
    }

    @Test
    void whenWhatWasDecidedIsGone() throws Exception {
        String prefix = servers.newTopicPrefix();
        TopicNames topics = new TopicNames(prefix);
        try (RunningProcessor _ = start(prefix).awaitReady();
                TestLine line = new TestLine(servers, prefix)) {
            line.open(7, 10, 60);
            assertThat(line.awaitEvents(1)).hasSize(1);
        }
        String changelog = prefix + "stock-processor-orders-changelog";
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(changelog)).all().get();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !admin.listTopics().names().get().contains(changelog));
        }

        try (RunningProcessor processor = start(prefix)) {
            assertThat(processor.awaitEnd())
                    .isEqualTo(
                            "%s is missing, and with it what %s has decided. Restore it; to begin anew would sell every unit again"
                                    .formatted(changelog, topics.processors()));
        }
    }

    @Test
    void whenALeaderThatHasMissedDecisionsMayBeElected() throws Exception {
        String prefix = servers.newTopicPrefix();
        start(prefix).awaitReady().close();
        String changelog = prefix + "stock-processor-orders-changelog";
        assertThat(entry(changelog, "unclean.leader.election.enable"))
                .as("whatever the broker's default is")
                .returns("false", ConfigEntry::value)
                .returns(ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG, ConfigEntry::source);
        set(changelog, "unclean.leader.election.enable", "true");
        try (RunningProcessor processor = start(prefix)) {
            assertThat(processor.awaitEnd())
                    .startsWith(
                            "unclean.leader.election.enable=true, other than for %sorder-commands: %s. Set it to false"
                                    .formatted(prefix, changelog));
        }
    }

    @Test
    void whenTheRegistryTakesQuestionsAndNeverAnswers() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                RunningProcessor processor = start(
                        servers.newTopicPrefix(),
                        AvroSerdes.ofApicurio(
                                "http://127.0.0.1:%d/apis/registry/v3".formatted(silent.getLocalPort())))) {
            assertThat(processor.awaitEnd()).contains("the schema registry did not give", "no answer within");
        }
    }

    @Test
    void whenALibraryOfTheSerdesIsMissing() {
        AvroSerdes serdes = new AvroSerdes(WithoutItsLibrary.class.getName(), "none", Map.of());
        try (RunningProcessor processor = start(servers.newTopicPrefix(), serdes)) {
            assertThat(processor.awaitEnd()).contains("cannot start", "NoClassDefFoundError: com/example/Client");
        }
    }

    private RunningProcessor start(String prefix, AvroSerdes serdes) {
        return RunningProcessor.start(servers, prefix, "processor-1", folder, Duration.ofSeconds(6), serdes);
    }

    private RunningProcessor start(String prefix) {
        return RunningProcessor.start(servers, prefix, "processor-1", folder, Duration.ofSeconds(20));
    }

    private void addPartitions(String... topics) throws Exception {
        try (Admin admin = admin()) {
            for (String topic : topics) {
                admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(13)))
                        .all()
                        .get();
                await().atMost(Duration.ofSeconds(60)).until(() -> partitionsOf(admin, topic) == 13);
            }
        }
    }

    private static int partitionsOf(Admin admin, String topic) throws Exception {
        Map<String, TopicDescription> known =
                admin.describeTopics(List.of(topic)).allTopicNames().get();
        return known.values().iterator().next().partitions().size();
    }

    private void set(String topic, String setting, String value) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        AlterConfigOp change = new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET);
        try (Admin admin = admin()) {
            admin.incrementalAlterConfigs(Map.of(resource, List.of(change)))
                    .all()
                    .get();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> entry(admin, resource, setting).value().equals(value));
        }
    }

    private ConfigEntry entry(String topic, String setting) throws Exception {
        try (Admin admin = admin()) {
            return entry(admin, new ConfigResource(ConfigResource.Type.TOPIC, topic), setting);
        }
    }

    private static ConfigEntry entry(Admin admin, ConfigResource topic, String setting) throws Exception {
        Map<ConfigResource, Config> known =
                admin.describeConfigs(List.of(topic)).all().get();
        return known.values().iterator().next().get(setting);
    }

    private Admin admin() {
        return Admin.create(
                Map.<String, Object>of("bootstrap.servers", servers.kafka().bootstrapServers()));
    }

    /** A serializer that was put on the class path alone. */
    public static final class WithoutItsLibrary implements Serializer<Object> {
        @Override
        public byte[] serialize(String topic, Object value) {
            throw new NoClassDefFoundError("com/example/Client");
        }
    }
}
