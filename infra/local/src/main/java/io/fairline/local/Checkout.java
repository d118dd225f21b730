package io.fairline.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;

/** The source tree that this runs from, and what its build has put into it. */
public record Checkout(Path root) {

    private static final Path LANDMARK = Path.of("infra", "kafka", "topics.yaml");
    private static final Path BROKER_CLASS_PATH = Path.of("infra", "kafka", "target", "broker.classpath");

    /** Found by walking up from the working folder, or from the system property {@code fairline.root}. */
    public static Checkout find() {
        Path start = Path.of(System.getProperty("fairline.root", "")).toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(LANDMARK))) {
                return new Checkout(folder);
            }
        }
        throw new StartFailure("no %s in %s or above it: run this inside the Fairline checkout, or set -Dfairline.root"
                .formatted(LANDMARK, start));
    }

    public Path topicsFile() {
        return root.resolve(LANDMARK);
    }

    /** The Avro schema of a topic's values. */
    Path schemaFile(String topic) {
        return root.resolve(Path.of("schemas", "src", "main", "avro", topic + ".avsc"));
    }

    Path brokerSettings(String file) {
        return root.resolve(Path.of("infra", "kafka", file));
    }

    /** File that holds the broker's own class path, apart from the clients'. */
    Path brokerClassPath() {
        return built(BROKER_CLASS_PATH);
    }

    /** Also where it is not built, or not any more: what lies beside it is asked for when a broker ends. */
    Path brokerClassPathBuiltOrNot() {
        return root.resolve(BROKER_CLASS_PATH);
    }

    /** An unpacked server in the version that we were built with: {@code postgres}, {@code redis} or {@code registry}. */
    Path server(String name) {
        String version = Versions.OF_SERVERS.getProperty(name);
        return built(Path.of("infra", "local", "target", "servers", name + "-" + version));
    }

    /** The executable jar of a service module. */
    public Path serviceJar(String module) {
        return built(Path.of(module, "target", module + ".jar"));
    }

    private static final class Versions {

        static final Properties OF_SERVERS = read();

        private static Properties read() {
            try (InputStream resource = Checkout.class.getResourceAsStream("servers.properties")) {
                Properties versions = new Properties();
                versions.load(Objects.requireNonNull(resource));
                return versions;
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read servers.properties", e);
            }
        }
    }

    private Path built(Path path) {
        Path absolute = root.resolve(path);
        if (!Files.exists(absolute)) {
            throw new StartFailure("%s is missing: run `make build` first".formatted(absolute));
        }
        return absolute;
    }
}
