package io.fairline.local.stack;

import io.fairline.local.PostgresDatabase;
import java.util.Map;
import java.util.TreeMap;

/** What each service is told about its surroundings, by the names that their application.yaml read. */
record ServiceEnvironment(LocalStack stack, StackFolder home, StackSettings settings) {

    Map<String, String> of(ServiceKind kind, int number, int port) {
        Map<String, String> all = new TreeMap<>();
        all.put("SERVER_ADDRESS", "127.0.0.1");
        all.put("SERVER_PORT", String.valueOf(port));
        all.put("KAFKA_BOOTSTRAP_SERVERS", stack.kafka().bootstrapServers());
        all.put("TOPIC_PREFIX", "");
        all.put("SCHEMA_REGISTRY_URL", stack.registry().url() + "/apis/registry/v3");
        switch (kind) {
            case INTAKE -> {
                putEdge(all);
                all.put("ORDER_ID_SECRET", home.orderIdSecret());
            }
            case PROCESSOR -> {
                all.put("PROCESSOR_INSTANCE_ID", "processor-" + number);
                all.put(
                        "PROCESSOR_STATE_DIR",
                        home.folder()
                                .data(kind.instance(number))
                                .resolve("state")
                                .toString());
            }
            case PROJECTION -> {
                putEdge(all);
                putDatabase(all, stack.projectionDatabase());
                all.put("PROJECTION_INSTANCE_ID", "projection-" + number);
            }
        }
        all.putAll(settings.serviceEnvironment());
        return all;
    }

    private void putEdge(Map<String, String> all) {
        all.put("JWT_PUBLIC_KEY", home.keys().publicKeyLocation());
        all.put("REDIS_URL", stack.redis().url());
    }

    private static void putDatabase(Map<String, String> all, PostgresDatabase database) {
        all.put("POSTGRES_URL", database.r2dbcUrl());
        all.put("POSTGRES_USER", database.user());
        all.put("POSTGRES_PASSWORD", database.password());
    }
}
