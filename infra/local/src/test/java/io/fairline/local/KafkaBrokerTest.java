package io.fairline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerTest {

    private static final KafkaBroker.Node NODE = new KafkaBroker.Node(1, 1, 2);

    @TempDir
    Path temporary;

    @Test
    void endsAlsoWhenItsClassPathIsGone() {
        ServerFolder folder = new ServerFolder(temporary.resolve("data"));
        Checkout cleaned = new Checkout(temporary);
        ChildProcess running = ChildProcess.start("sleeper", List.of("sleep", "600"), Map.of(), folder);

        new KafkaBroker(NODE, List.of(NODE), cleaned, folder).end(running);

        assertThat(running.isAlive()).isFalse();
    }

    @Test
    void keepsItsLogAlsoBelowANameThatIsNotLatin() throws IOException {
        ServerFolder folder = new ServerFolder(temporary.resolve("Käufe für 東京"));

        assertThat(settingsIn(folder))
                .containsEntry("log.dirs", folder.data("kafka-1").resolve("log").toString())
                .containsEntry("listeners", "PLAINTEXT://127.0.0.1:1,CONTROLLER://127.0.0.1:2")
                .containsEntry("process.roles", "broker,controller");
    }

    @Test
    void refusesAFolderWithACommaWhichKafkaWouldTakeForTwo() {
        ServerFolder folder = new ServerFolder(temporary.resolve("buy, then pay"));

        assertThatThrownBy(() -> settingsIn(folder))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("buy, then pay")
                .hasMessageContaining("move the checkout");
    }

    /** As Kafka reads them. */
    private static Properties settingsIn(ServerFolder folder) throws IOException {
        KafkaBroker broker = new KafkaBroker(NODE, List.of(NODE), Checkout.find(), folder);
        Properties read = new Properties();
        try (InputStream file = Files.newInputStream(broker.writeSettings())) {
            read.load(file);
        }
        return read;
    }
}
