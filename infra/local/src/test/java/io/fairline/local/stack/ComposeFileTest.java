package io.fairline.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.local.Checkout;
import io.fairline.local.PostgresDatabase;
import io.fairline.local.TopicsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.Yaml;

/** Holds docker-compose.yml and the Dockerfile against what the services read and the local stack does. */
class ComposeFileTest {

    private static final Path ROOT = Checkout.find().root();

    /** A variable that application.yaml reads; without a default, or with an empty one, it must be set. */
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(:([^}]*))?}");

    @ParameterizedTest
    @EnumSource
    void everyVariableInComposeIsOneThatTheServiceReads(ServiceKind kind) throws IOException {
        Set<String> read = variablesOf(kind, variable -> true);

        instancesOf(kind)
                .forEach((name, instance) -> assertThat(read)
                        .as("read by %s", name)
                        .containsAll(environmentOf(instance).keySet()));
    }

    @ParameterizedTest
    @EnumSource
    void everyVariableWithoutDefaultIsSetInCompose(ServiceKind kind) throws IOException {
        Set<String> needed = variablesOf(
                kind, variable -> variable.group(3) == null || variable.group(3).isEmpty());

        instancesOf(kind)
                .forEach((name, instance) -> assertThat(environmentOf(instance))
                        .as("set for %s", name)
                        .containsKeys(needed.toArray(String[]::new)));
    }

    @ParameterizedTest
    @EnumSource
    void theLocalStackSetsTheSameVariables(ServiceKind kind) throws IOException {
        Set<String> local = localEnvironmentOf(kind, "").keySet();

        instancesOf(kind)
                .forEach((name, instance) -> assertThat(environmentOf(instance).keySet())
                        .as("set for %s", name)
                        .isEqualTo(local));
    }

    /** Redis finds what has run out by samples of a database; among keys of a day it would find few statuses (ADR 26). */
    @Test
    void keysOfADayAndStatusesOfSecondsAreInDatabasesOfTheirOwn() throws IOException {
        assertThat(redisUrlsInCompose(ServiceKind.INTAKE)).containsOnly("redis://redis:6379/1");
        assertThat(redisUrlsInCompose(ServiceKind.PROJECTION)).containsOnly("redis://redis:6379");
        assertThat(localEnvironmentOf(ServiceKind.INTAKE, "redis://redis:6379"))
                .containsEntry("REDIS_URL", "redis://redis:6379/1");
        assertThat(localEnvironmentOf(ServiceKind.PROJECTION, "redis://redis:6379"))
                .containsEntry("REDIS_URL", "redis://redis:6379");
    }

    @Test
    void everyServiceWaitsForTheTopics() throws IOException {
        for (ServiceKind kind : ServiceKind.values()) {
            assertThat(instancesOf(kind)).isNotEmpty().allSatisfy((name, instance) -> {
                assertThat(section(instance, "depends_on")).as(name).containsKey("init");
            });
        }
        assertThat(services()).filteredOn(name -> name.startsWith("kafka")).hasSize(3);
    }

    @Test
    void whateverGoesOnRunningHasAHealthCheckAndALimit() throws IOException {
        assertThat(services())
                .filteredOn(name -> !name.equals("init"))
                .allSatisfy(name -> assertThat(service(name)).as(name).containsKeys("healthcheck", "mem_limit"));
    }

    @Test
    void credentialsForKafkaGoByTheNamesThatTheServicesKnow() throws IOException {
        Map<String, String> environment = new HashMap<>(environmentOf(service("init")));
        environment.put("FAIRLINE_KAFKA_SETTINGS_SECURITY_PROTOCOL", "SASL_SSL");

        assertThat(Init.from(environment).kafkaSettings()).isEqualTo(Map.of("security.protocol", "SASL_SSL"));
    }

    @Test
    void topicsComeFromTheOneSourceAndNowhereElse() throws IOException {
        TopicsFile topics = TopicsFile.read(Checkout.find().topicsFile());
        String dockerfile = Files.readString(ROOT.resolve("Dockerfile"));

        assertThat(dockerfile)
                .contains("COPY --chmod=755 infra/kafka/topics.yaml", "COPY --chmod=755 schemas/src/main/avro");
        for (String broker : List.of("kafka-1", "kafka-2", "kafka-3")) {
            assertThat(environmentOf(service(broker)))
                    .containsEntry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                    .containsEntry(
                            "KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", String.valueOf(topics.replication()))
                    .containsEntry("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", String.valueOf(topics.minInSync()));
        }
        assertThat(Init.from(environmentOf(service("init"))))
                .isEqualTo(new Init("kafka-1:9092,kafka-2:9092,kafka-3:9092", Map.of(), "http://registry:8080", ""));
    }

    @Test
    void theImagesRunWithTheFlagsOfTheLocalStack() throws IOException {
        String dockerfile = Files.readString(ROOT.resolve("Dockerfile"));
        String compose = Files.readString(ROOT.resolve("docker-compose.yml"));
        String heap = "-Xmx";

        for (ServiceKind kind : ServiceKind.values()) {
            assertThat(JvmFlags.of(kind)).allSatisfy(flag -> {
                if (flag.startsWith(heap)) {
                    assertThat(compose)
                            .contains("{MODULE: %s, HEAP: %s}".formatted(kind.module(), flag.substring(heap.length())));
                } else {
                    assertThat(dockerfile).contains('"' + flag + '"');
                }
            });
        }
        assertThat(dockerfile).contains("ENV JDK_JAVA_OPTIONS=" + heap + "${HEAP}");
        assertThat(JvmFlags.environment(Map.of()))
                .allSatisfy((name, value) -> assertThat(dockerfile).contains("ENV " + name + "=" + value));
    }

    @Test
    void everyImageIsPinnedToThePatch() throws IOException {
        assertThat(services()).allSatisfy(name -> {
            // Either built here, each under a name of its own, or pinned: two builds of one name get in each other's
            // way.
            if (service(name).get("image") instanceof String image) {
                assertThat(service(name)).as(name).doesNotContainKey("build");
                assertThat(image).as(name).matches(".*:\\d+\\.\\d+(\\.\\d+)?(-alpine)?");
            } else {
                assertThat(service(name)).as(name).containsKey("build");
            }
        });
        assertThat(service("kafka-1")).containsEntry("image", "apache/kafka:" + pinned("kafka-broker.version"));
        assertThat(service("registry"))
                .containsEntry("image", "apicurio/apicurio-registry:" + pinned("apicurio-registry.version"));
        // Its binaries on Central have one more number, and Redis is not there in the patch that has an image.
        assertThat("postgres:" + pinned("postgres-binaries.version"))
                .isEqualTo(service("postgres").get("image") + ".0");
        assertThat(Files.readString(ROOT.resolve("Dockerfile")))
                .containsPattern("FROM eclipse-temurin:\\d+\\.\\d+\\.\\d+_");
    }

    @Test
    void noSecretIsWrittenDown() throws IOException {
        assertThat(Files.readString(ROOT.resolve("docker-compose.yml")).lines())
                .filteredOn(line -> line.matches(".*(PASSWORD|SECRET).*:.*"))
                .isNotEmpty()
                .allMatch(line -> line.contains("${"));
    }

    private static Map<String, String> localEnvironmentOf(ServiceKind kind, String redisUrl) {
        return new ServiceEnvironment(
                        "", "", redisUrl, new PostgresDatabase("", 0, "", "", ""), "", "", Path.of(""), Map.of())
                .of(kind, 1, 0);
    }

    private static List<String> redisUrlsInCompose(ServiceKind kind) throws IOException {
        return instancesOf(kind).values().stream()
                .map(instance -> environmentOf(instance).get("REDIS_URL"))
                .toList();
    }

    /** The version in the pom of all modules. */
    private static String pinned(String property) throws IOException {
        Matcher version = Pattern.compile("<%1$s>(.+)</%1$s>".formatted(Pattern.quote(property)))
                .matcher(Files.readString(ROOT.resolve("pom.xml")));
        assertThat(version.find()).as(property).isTrue();
        return version.group(1);
    }

    private static Set<String> variablesOf(ServiceKind kind, Predicate<MatchResult> wanted) throws IOException {
        Path settings = ROOT.resolve(Path.of(kind.module(), "src", "main", "resources", "application.yaml"));
        return VARIABLE.matcher(Files.readString(settings))
                .results()
                .filter(wanted)
                .map(variable -> variable.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, Map<String, Object>> instancesOf(ServiceKind kind) throws IOException {
        return services().stream()
                .filter(name -> name.startsWith(kind.module()))
                .collect(Collectors.toMap(name -> name, ComposeFileTest::service));
    }

    private static Set<String> services() throws IOException {
        return section(compose(), "services").keySet();
    }

    private static Map<String, Object> service(String name) {
        try {
            return section(section(compose(), "services"), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> environmentOf(Map<String, Object> service) {
        return section(service, "environment").entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue())));
    }

    private static Map<String, Object> compose() throws IOException {
        return new Yaml().load(Files.readString(ROOT.resolve("docker-compose.yml")));
    }

    @SuppressWarnings("unchecked") // YAML has no types; a section of compose is a map with names for keys
    private static Map<String, Object> section(Map<String, Object> parent, String name) {
        if (parent.get(name) instanceof Map<?, ?> section) {
            return (Map<String, Object>) section;
        }
        throw new AssertionError("docker-compose.yml has no section " + name);
    }
}
