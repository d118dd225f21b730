package io.fairline.local.stack;

import io.fairline.local.Checkout;
import io.fairline.local.HttpProbe;
import io.fairline.local.SchemaSubjects;
import io.fairline.local.StartFailure;
import io.fairline.local.TopicsFile;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * Makes the topics and registers the schemas on servers that others have started, such as those of docker-compose.yml.
 *
 * @param registry without a path
 * @param prefix before every topic and subject
 */
record Init(String bootstrapServers, String registry, String prefix) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** From the variables that the services read too. */
    static Init from(Map<String, String> environment) {
        return new Init(
                required(environment, "KAFKA_BOOTSTRAP_SERVERS"),
                required(environment, "SCHEMA_REGISTRY_URL").replaceFirst("/apis/.*", ""),
                environment.getOrDefault("TOPIC_PREFIX", ""));
    }

    void apply(Checkout checkout) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            TopicsFile.read(checkout.topicsFile()).applyTo(admin, prefix);
        }
        awaitRegistry();
        new SchemaSubjects(registry, checkout).register(prefix);
    }

    private void awaitRegistry() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!registryAnswers()) {
                if (System.nanoTime() > deadline) {
                    throw new StartFailure("the registry at %s did not answer in %d s: is it up?"
                            .formatted(registry, PATIENCE.toSeconds()));
                }
                TimeUnit.MILLISECONDS.sleep(500);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted while waiting for the registry", e);
        }
    }

    private boolean registryAnswers() throws InterruptedException {
        try {
            return HttpProbe.answersOk(registry + "/apis/ccompat/v7/subjects");
        } catch (IOException e) {
            return false; // it is not up yet
        }
    }

    private static String required(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new StartFailure("set " + name));
    }
}
