package io.fairline.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairline.local.ChildProcess;
import io.fairline.local.LocalServers;
import io.fairline.local.ServerFolder;
import io.fairline.schemas.OrderId;
import io.fairline.schemas.events.OrderEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a store has written to disk outlives kill -9, what the log has not committed does not. A processor that trusts
 * such a store takes the command that it reads again for a retry, and the order is never decided.
 */
class KilledInMidTransactionTest {

    private static final String INSTANCE = "processor-1";
    private static final int DEAL = 7;
    private static final int ORDERS = 20_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final LocalServers servers = LocalServers.shared();
    private final String prefix = servers.newTopicPrefix();
    private final List<OrderId> placed = new ArrayList<>();

    @Test
    void whatWasStoredButNotCommittedIsDecidedAgain() throws IOException {
        try (TestLine line = new TestLine(servers, prefix)) {
            ChildProcess victim = startThatCommitsSeldomAndStoresAtOnce();
            try {
                line.open(DEAL, ORDERS, 3_600);
                place(line, 1); // of a deal that had none yet, no order is ever looked up
                assertThat(line.awaitEvents(2)).hasSize(2);
                while (placed.size() < ORDERS && !someOrdersAreOnDisk()) {
                    place(line, Math.min(ORDERS, placed.size() + 500));
                }
                await().atMost(PATIENCE).until(this::someOrdersAreOnDisk);
            } finally {
                victim.kill();
            }
            assertThat(line.eventsSoFar())
                    .as("committed before the kill, or this shows nothing")
                    .isLessThan(placed.size());
            place(line, ORDERS);
            try (RunningProcessor _ = RunningProcessor.start(servers, prefix, INSTANCE, folder)) {
                List<OrderEvent> events = line.awaitEvents(1 + ORDERS);
                OneVerdictEachInOrder.check(placed, events);
                assertThat(events.getLast().getHeld()).isEqualTo(ORDERS);
            }
        }
    }

    private void place(TestLine line, int inAll) {
        while (placed.size() < inAll) {
            placed.add(line.place(DEAL, "shopper-" + placed.size()));
        }
        line.flush();
    }

    private ChildProcess startThatCommitsSeldomAndStoresAtOnce() {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                StockProcessor.class.getName(),
                "--server.port=0",
                "--fairline.kafka.topic-prefix=" + prefix,
                "--fairline.kafka.bootstrap-servers=" + servers.kafka().bootstrapServers(),
                "--SCHEMA_REGISTRY_URL=" + servers.registry().serdesUrl(),
                "--fairline.processor.instance-id=" + INSTANCE,
                "--fairline.processor.state-dir=" + folder.resolve(INSTANCE),
                "--fairline.processor.commit-interval=4s",
                "--fairline.processor.min-commit-interval=4s",
                "--fairline.processor.write-buffer=512KB");
        return ChildProcess.start(INSTANCE, command, Map.of(), new ServerFolder(folder.resolve("process")));
    }

    private boolean someOrdersAreOnDisk() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(INSTANCE))) {
            // The last of them may be incomplete.
            return files.filter(file -> file.toString().matches(".*/orders/[^/]+\\.sst"))
                            .count()
                    > 1;
        } catch (UncheckedIOException e) {
            return false; // a file has gone while we looked
        }
    }
}
