package io.fairline.perf.load;

import io.fairline.local.JwtKeys;
import io.fairline.local.PostgresDatabase;
import io.fairline.local.stack.LocalStack;
import io.fairline.local.stack.ServiceKind;
import io.fairline.schemas.AvroSerdes;
import io.fairline.schemas.TopicNames;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * A running stack, as the load sees it.
 *
 * @param processes pid by name of what shall be measured, asked again at every sample: instances come and go
 * @param storage where the projection's rows and the cache are; null where they cannot be read
 */
public record Target(
        List<URI> intakes,
        List<URI> projections,
        String bootstrapServers,
        TopicNames topics,
        AvroSerdes serdes,
        JwtKeys keys,
        @Nullable Storage storage,
        Supplier<Map<String, Long>> processes) {

    /** The read model's database and cache. */
    public record Storage(String jdbcUrl, String user, String password, String redisUrl) {

        private static final String ANSWER_SECONDS = "60";

        /** A new connection to the database, one that does not wait for ever. */
        Connection connect() throws SQLException {
            Properties settings = new Properties();
            settings.setProperty("user", user);
            settings.setProperty("password", password);
            settings.setProperty("socketTimeout", ANSWER_SECONDS);
            return DriverManager.getConnection(jdbcUrl, settings);
        }
    }

    private static final int FETCH_BYTES = 4 * 1024 * 1024;

    /** A local stack, whatever it runs on. */
    public static Target of(LocalStack stack, Supplier<Map<String, Long>> processes) {
        PostgresDatabase database = stack.projectionDatabase();
        return new Target(
                stack.urls(ServiceKind.INTAKE),
                stack.urls(ServiceKind.PROJECTION),
                stack.kafka().bootstrapServers(),
                new TopicNames(""),
                AvroSerdes.ofApicurio(stack.registry().serdesUrl()),
                stack.keys(),
                new Storage(
                        database.jdbcUrl(),
                        database.user(),
                        database.password(),
                        stack.redis().url()),
                processes);
    }

    /** A consumer of committed records as bytes, in no group. */
    public KafkaConsumer<byte[], byte[]> newConsumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none",
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                        FETCH_BYTES,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        20_000,
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        50),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** All partitions of a topic. */
    public List<TopicPartition> partitionsOf(KafkaConsumer<?, ?> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }
}
