package io.fairline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fairline.e2e.Shop.Accepted;
import io.fairline.local.Checkout;
import io.fairline.local.PostgresServer.Durability;
import io.fairline.local.TopicsFile;
import io.fairline.local.stack.LocalStack;
import io.fairline.local.stack.ServiceKind;
import io.fairline.local.stack.StackSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/** The path of an order over the broker image of docker-compose.yml, where there is a Docker to run it. */
class OrderThroughAContainerTest {

    private static final String NO_DOCKER =
            "Skipped: there is no Docker here to run the broker image of docker-compose.yml";

    @Test
    void isReservedAndSeen() throws Exception {
        boolean docker = DockerClientFactory.instance().isDockerAvailable();
        if (!docker) {
            System.out.println(NO_DOCKER); // the reason is otherwise only in the report
        }
        assumeTrue(docker, NO_DOCKER);
        try (KafkaContainer kafka = new KafkaContainer(image())) {
            kafka.start();
            orderIsReservedAndSeenOver(kafka.getBootstrapServers());
        }
    }

    private static void orderIsReservedAndSeenOver(String brokers) throws Exception {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers))) {
            TopicsFile.read(Checkout.find().topicsFile()).applyTo(admin, "");
        }
        StackSettings settings = StackSettings.oneOfEach()
                .withDurability(Durability.NO_FSYNC)
                .withoutNewCaches()
                .withServiceEnvironment(Map.of("KAFKA_BOOTSTRAP_SERVERS", brokers));
        try (LocalStack stack = Fairline.start(Fairline.folder("stack-beside-a-container"), settings)) {
            Shop shop = new Shop(stack);
            int deal = shop.openDeal(1, 1, 600);

            Accepted order = shop.accepted(shop.order(stack.service(ServiceKind.INTAKE), deal, 1, "alice", null));

            assertThat(shop.read(
                                    stack.service(ServiceKind.PROJECTION),
                                    order.statusPath() + "&wait=PT20S",
                                    shop.token("alice"))
                            .body())
                    .contains("\"RESERVED\"");
        }
    }

    private static String image() throws IOException {
        Matcher image = Pattern.compile("image: (apache/kafka:\\S+)")
                .matcher(Files.readString(Checkout.find().root().resolve("docker-compose.yml")));
        assertThat(image.find()).isTrue();
        return image.group(1);
    }
}
