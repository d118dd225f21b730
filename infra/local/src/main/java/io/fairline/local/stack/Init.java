package io.fairline.local.stack;

import io.fairline.local.Checkout;
import io.fairline.local.HttpProbe;
import io.fairline.local.SchemaSubjects;
import io.fairline.local.StartFailure;
import io.fairline.local.TopicsFile;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Makes the topics and registers the schemas on servers that others have started, such as those of docker-compose.yml.
 *
 * @param kafkaSettings what else is needed to reach the brokers, such as credentials
 * @param registry without a path
 * @param prefix before every topic and subject
 */
record Init(String bootstrapServers, Map<String, Object> kafkaSettings, String registry, String prefix) {

    private static final String KAFKA_SETTINGS = "FAIRLINE_KAFKA_SETTINGS_";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final DescribeClusterOptions PROBE = new DescribeClusterOptions().timeoutMs(5_000);

    private interface Question {
        boolean isYes() throws InterruptedException;
    }

    /** From the variables that the services read too. */
    static Init from(Map<String, String> environment) {
        return new Init(
                required(environment, "KAFKA_BOOTSTRAP_SERVERS"),
                kafkaSettings(environment),
                required(environment, "SCHEMA_REGISTRY_URL").replaceFirst("/apis/.*", ""),
                environment.getOrDefault("TOPIC_PREFIX", ""));
    }

    void apply(Checkout checkout) {
        makeTopics(TopicsFile.read(checkout.topicsFile()), PATIENCE);
        await(
                PATIENCE,
                this::registryAnswers,
                () -> "the registry at %s did not answer in %d s: is it up?".formatted(registry, PATIENCE.toSeconds()));
        new SchemaSubjects(registry, checkout).register(prefix);
    }

    /** Only once as many brokers answer as a topic has replicas, or as we know of: topics keep what they are made with. */
    void makeTopics(TopicsFile topics, Duration patience) {
        Map<String, Object> client = new HashMap<>(kafkaSettings);
        client.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        long addresses = Stream.of(bootstrapServers.split(",", -1)).distinct().count();
        long needed = Math.min(topics.replication(), addresses);
        try (Admin admin = Admin.create(client)) {
            await(
                    patience,
                    () -> brokersOf(admin) >= needed,
                    () -> "fewer than %d of the brokers at %s answered in %d s: are all up?"
                            .formatted(needed, bootstrapServers, patience.toSeconds()));
            topics.applyTo(admin, prefix);
        }
    }

    private static int brokersOf(Admin admin) throws InterruptedException {
        try {
            return admin.describeCluster(PROBE).nodes().get().size();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException) {
                return 0; // none is up yet
            }
            throw new StartFailure("the brokers do not answer: " + e.getCause(), e); // waiting mends no wrong password
        }
    }

    private static void await(Duration patience, Question question, Supplier<String> otherwise) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (!question.isYes()) {
                if (System.nanoTime() > deadline) {
                    throw new StartFailure(otherwise.get());
                }
                TimeUnit.MILLISECONDS.sleep(500);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted while waiting for the servers", e);
        }
    }

    private boolean registryAnswers() throws InterruptedException {
        try {
            return HttpProbe.answersOk(registry + "/apis/ccompat/v7/subjects");
        } catch (IOException e) {
            return false; // it is not up yet
        }
    }

    /** By the names that the services know: {@code …_SECURITY_PROTOCOL} is {@code security.protocol}. */
    private static Map<String, Object> kafkaSettings(Map<String, String> environment) {
        Map<String, Object> settings = new HashMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith(KAFKA_SETTINGS)) {
                String setting = name.substring(KAFKA_SETTINGS.length());
                settings.put(setting.toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        return settings;
    }

    private static String required(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new StartFailure("set " + name));
    }
}
