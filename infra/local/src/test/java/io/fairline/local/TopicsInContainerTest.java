package io.fairline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/** The topics file on the broker image of docker-compose.yml, where there is a Docker to run it. */
class TopicsInContainerTest {

    private static final String IMAGE = "apache/kafka:4.2.1";
    private static final String NO_DOCKER = "Skipped: there is no Docker here to try the topics on the image " + IMAGE;

    @Test
    void aCommandGoesThroughTheTopicsOfTheFile() throws Exception {
        boolean docker = DockerClientFactory.instance().isDockerAvailable();
        if (!docker) {
            System.out.println(NO_DOCKER); // the reason is otherwise only in the report
        }
        assumeTrue(docker, NO_DOCKER);
        try (KafkaContainer kafka = new KafkaContainer(IMAGE)) {
            kafka.start();
            try (Admin admin =
                    Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.getBootstrapServers()))) {
                TopicsFile.read(Checkout.find().topicsFile()).applyTo(admin, "");
            }

            long offset = send(kafka.getBootstrapServers(), new ProducerRecord<>("order-commands", 7, "7", "buy"));

            assertThat(offset).isZero();
            assertThat(firstValue(kafka.getBootstrapServers(), new TopicPartition("order-commands", 7)))
                    .isEqualTo("buy");
        }
    }

    private static long send(String servers, ProducerRecord<String, String> command) throws Exception {
        Map<String, Object> settings =
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers, ProducerConfig.ACKS_CONFIG, "all");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            return producer.send(command).get().offset();
        }
    }

    private static String firstValue(String servers, TopicPartition partition) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            return consumer.poll(Duration.ofSeconds(30)).iterator().next().value();
        }
    }
}
