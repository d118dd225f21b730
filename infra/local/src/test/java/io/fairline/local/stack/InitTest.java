package io.fairline.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairline.local.Checkout;
import io.fairline.local.LocalServers;
import io.fairline.local.Ports;
import io.fairline.local.StartFailure;
import io.fairline.local.TopicsFile;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;

class InitTest {

    private static final TopicsFile TOPICS = TopicsFile.read(Checkout.find().topicsFile());
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final String broker = LocalServers.shared().kafka().bootstrapServers();

    @Test
    void makesNoTopicWhileABrokerIsAway() throws Exception {
        String away = "127.0.0.1:" + Ports.anyFree();
        Init init = new Init(broker + "," + away, Map.of(), "", "away-");

        assertThatThrownBy(() -> init.makeTopics(TOPICS, PATIENCE))
                .isInstanceOf(StartFailure.class)
                .hasMessage("fewer than 2 of the brokers at %s,%s answered in 2 s: are all up?", broker, away);
        assertThat(topics()).noneMatch(name -> name.startsWith("away-"));
    }

    @Test
    void asksForNoMoreBrokersThanItKnowsOf() throws Exception {
        new Init(broker + "," + broker, Map.of(), "", "alone-").makeTopics(TOPICS, PATIENCE);

        assertThat(topics()).contains("alone-deals");
    }

    private Set<String> topics() throws Exception {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker))) {
            return admin.listTopics().names().get();
        }
    }
}
