package io.fairline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairline.local.KafkaBroker;
import io.fairline.local.LocalServer;
import io.fairline.local.PostgresServer.Durability;
import io.fairline.local.ServerFolder;
import io.fairline.local.StartFailure;
import io.fairline.local.stack.LocalStack;
import io.fairline.local.stack.ServiceKind;
import io.fairline.local.stack.ServiceProcess;
import io.fairline.local.stack.StackSettings;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three brokers, of which one may be away: what an order is promised on outlives it, the processor's state too. */
class ThreeBrokersTest {

    private static final int LONG_HOLD = 86_400;
    private static final int MANY = 1_000_000;
    private static final List<String> CHANGELOGS = List.of(
            "stock-processor-deals-changelog", "stock-processor-holds-changelog", "stock-processor-orders-changelog");

    private static final ServerFolder FOLDER = Fairline.folder("stack-of-three-brokers");

    private static LocalStack stack;

    private Admin admin;

    @BeforeAll
    static void startAStackOfOnesOwn() {
        StackSettings settings = StackSettings.oneOfEach()
                .withBrokers(3)
                .withDurability(Durability.NO_FSYNC)
                .withoutNewCaches();
        stack = Fairline.start(FOLDER, settings);
    }

    /** Nobody needs what is in it any more, and killing is quicker. */
    @AfterAll
    static void endIt() {
        stack.processes().forEach(LocalServer::kill);
        stack.close();
    }

    @BeforeEach
    void everythingRuns() throws Exception {
        admin = Admin.create(
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, stack.kafka().bootstrapServers()));
        stack.kafka().start();
        assignTo(List.of(1, 2, 3));
        stack.processes().forEach(LocalServer::start);
    }

    @AfterEach
    void disconnect() {
        admin.close();
    }

    @Test
    void theProcessorsStateIsKeptAsOftenAsTheOrders() throws Exception {
        assertThat(admin.listTopics().names().get())
                .filteredOn(topic -> topic.endsWith("-changelog"))
                .containsExactlyInAnyOrderElementsOf(CHANGELOGS);
        assertThat(partitions())
                .allSatisfy(partition -> assertThat(partition.replicas()).hasSize(3));
        for (String changelog : CHANGELOGS) {
            assertThat(minInSync(changelog)).as(changelog).isEqualTo("2");
        }
    }

    @Test
    void aBrokerThatGoesAwayLosesNothingAndStopsNoLine() {
        Shop shop = new Shop(stack);
        Log log = Log.fromNow(stack);
        List<Integer> deals = IntStream.range(0, 6)
                .map(_ -> shop.openDeal(MANY, 1, LONG_HOLD))
                .boxed()
                .toList();
        KafkaBroker victim = stack.kafka().brokers().getLast();
        OrderStream.Seen seen;
        try (OrderStream orders = new OrderStream(shop, deals)) {
            orders.awaitMore(100);
            victim.kill();
            orders.awaitMore(400);
            seen = orders.finish();
        }
        log.provesThePromise(seen, deals);
        assertThat(victim.isRunning()).isFalse();
    }

    @Test
    void aProcessorDoesNotRunOnStateThatIsKeptLessOftenThanTheOrders() throws Exception {
        ServiceProcess processor = stack.service(ServiceKind.PROCESSOR);
        processor.stop();
        assignTo(List.of(1));
        assertThatThrownBy(processor::start).isInstanceOf(StartFailure.class);
        assertThat(FOLDER.log(processor.name()))
                .content()
                .contains(
                        "order-commands has replication 3 and min.insync.replicas=2, but"
                                + " stock-processor-deals-changelog has replication 1 and min.insync.replicas=2: give them as much");
    }

    private void assignTo(List<Integer> brokers) throws Exception {
        admin.alterPartitionReassignments(Map.of(
                        new TopicPartition(CHANGELOGS.getFirst(), 0),
                        Optional.of(new NewPartitionReassignment(brokers))))
                .all()
                .get();
        Awaitility.await("all replicas are in sync")
                .atMost(Shop.PATIENCE)
                .until(() ->
                        admin.listPartitionReassignments().reassignments().get().isEmpty()
                                && partitions().stream()
                                        .allMatch(partition -> partition.isr().size()
                                                == partition.replicas().size()));
    }

    private List<TopicPartitionInfo> partitions() throws ExecutionException, InterruptedException {
        return admin.describeTopics(CHANGELOGS).allTopicNames().get().values().stream()
                .map(TopicDescription::partitions)
                .flatMap(Collection::stream)
                .toList();
    }

    private String minInSync(String topic) throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Collection<Config> configs =
                admin.describeConfigs(List.of(resource)).all().get().values();
        return configs.iterator().next().get("min.insync.replicas").value();
    }
}
