package io.fairline.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairline.local.LocalServers;
import io.fairline.schemas.commands.Authority;
import io.fairline.schemas.commands.OpenDeal;
import io.fairline.schemas.commands.OrderCommand;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** With a registry of its own, which is stopped and started again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class RegistryOutageTest {

    private static final int DEAL = 7;
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private LocalServers servers;

    @BeforeAll
    void startServers() {
        servers = LocalServers.dedicated();
    }

    @AfterAll
    void stopServers() {
        servers.close();
    }

    @Test
    void aProcessorThatStartsBeforeTheRegistryWaitsForIt(CapturedOutput output) {
        String prefix = servers.newTopicPrefix();
        try (TestLine line = new TestLine(servers, prefix)) {
            line.open(DEAL, 1, 60);
            line.flush();
            servers.registry().stop();
            try (RunningProcessor processor = start(prefix)) {
                await().atMost(SOON).until(() -> output.getAll().contains("waiting for the schema registry"));
                assertThat(processor.isReady()).isFalse();
                servers.registry().start();
                assertThat(line.awaitEvents(1)).hasSize(1);
            } finally {
                ensureRegistryRuns();
            }
        }
    }

    @Test
    void aRunningProcessorDecidesWithoutTheRegistry() {
        String prefix = servers.newTopicPrefix();
        try (TestLine line = new TestLine(servers, prefix);
                RunningProcessor _ = start(prefix).awaitReady()) {
            line.open(DEAL, 1, 60);
            line.awaitEvents(1);
            servers.registry().stop();
            line.place(DEAL, "alice");
            assertThat(line.awaitEvents(2)).hasSize(2);
        } finally {
            ensureRegistryRuns();
        }
    }

    @Test
    void aCommandUnderAnotherSchemaIdWaitsForTheRegistryAndIsNotPutAside() throws Exception {
        String prefix = servers.newTopicPrefix();
        try (TestLine line = new TestLine(servers, prefix);
                RunningProcessor _ = start(prefix).awaitReady()) {
            Object openDeal = new OpenDeal("Espresso machine", 1, 1, 60, null);
            byte[] open = line.encode(new OrderCommand(DEAL, "ops", Authority.SHOP, 0L, openDeal));
            byte[] underAnotherId = ByteBuffer.wrap(open)
                    .putInt(1, registerInOtherWords(prefix))
                    .array();
            servers.registry().stop();
            line.sendBytes(Integer.toString(DEAL), underAnotherId);
            line.place(DEAL, "alice");
            line.flush();
            servers.registry().start();
            assertThat(line.awaitEvents(2)).hasSize(2);
        } finally {
            ensureRegistryRuns();
        }
    }

    private RunningProcessor start(String prefix) {
        return RunningProcessor.start(servers, prefix, "processor-1", folder);
    }

    /** The commands' schema with another description: the same bytes, but an id that a processor has to ask for. */
    private int registerInOtherWords(String prefix) throws Exception {
        String schema =
                OrderCommand.getClassSchema().toString().replaceFirst("\"doc\":\"[^\"]*\"", "\"doc\":\"Words\"");
        String body =
                "{\"schema\":\"%s\"}".formatted(schema.replace("\\", "\\\\").replace("\"", "\\\""));
        URI subject = URI.create(servers.registry().url() + "/apis/ccompat/v7/subjects/" + prefix + "words/versions");
        HttpRequest request = HttpRequest.newBuilder(subject)
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            String answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body();
            Matcher id = Pattern.compile("\"id\":(\\d+)").matcher(answer);
            assertThat(id.find()).as(answer).isTrue();
            return Integer.parseInt(id.group(1));
        }
    }

    private void ensureRegistryRuns() {
        if (!servers.registry().isRunning()) {
            servers.registry().start();
        }
    }
}
