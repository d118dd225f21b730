package io.fairline.local.stack;

import io.fairline.local.PostgresDatabase;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the services are told about their surroundings, by the names that their application.yaml read.
 *
 * @param registryUrl of the API that the services' serdes speak
 * @param publicKey location of the key that tokens are verified with
 * @param states folder below which each processor keeps its state
 * @param further variables for every service
 */
record ServiceEnvironment(
        String bootstrapServers,
        String registryUrl,
        String redisUrl,
        PostgresDatabase database,
        String publicKey,
        String orderIdSecret,
        Path states,
        Map<String, String> further) {

    // Statuses live for seconds, keys for a day. Beside each other Redis would hardly find what has run out (ADR 26).
    private static final String KEYS_DATABASE = "/1";

    Map<String, String> of(ServiceKind kind, int number, int port) {
        Map<String, String> all = new TreeMap<>();
        all.put("SERVER_ADDRESS", "127.0.0.1");
        all.put("SERVER_PORT", String.valueOf(port));
        all.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        all.put("TOPIC_PREFIX", "");
        all.put("SCHEMA_REGISTRY_URL", registryUrl);
        switch (kind) {
            case INTAKE -> {
                all.put("JWT_PUBLIC_KEY", publicKey);
                all.put("REDIS_URL", redisUrl + KEYS_DATABASE);
                all.put("ORDER_ID_SECRET", orderIdSecret);
            }
            case PROCESSOR -> {
                all.put("PROCESSOR_INSTANCE_ID", "processor-" + number);
                all.put(
                        "PROCESSOR_STATE_DIR",
                        states.resolve(kind.instance(number)).toString());
            }
            case PROJECTION -> {
                all.put("JWT_PUBLIC_KEY", publicKey);
                all.put("REDIS_URL", redisUrl);
                all.put("POSTGRES_URL", database.r2dbcUrl());
                all.put("POSTGRES_USER", database.user());
                all.put("POSTGRES_PASSWORD", database.password());
                all.put("PROJECTION_INSTANCE_ID", "projection-" + number);
            }
        }
        all.putAll(further);
        return all;
    }
}
