package io.fairline.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void aPortIsGivenOnce() {
        List<Integer> given =
                IntStream.range(0, 500).map(_ -> Ports.anyFree()).boxed().toList();

        assertThat(given).doesNotHaveDuplicates().allMatch(Ports::isFree);
    }

    @Test
    void aPortThatIsTakenIsNotGiven() throws IOException {
        int next = Ports.anyFree() + 1;

        try (ServerSocket _ = new ServerSocket(next, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThat(Ports.anyFree()).isNotEqualTo(next);
        }
    }

    /** Both run tests at the same time, and neither has started a server yet. */
    @Test
    void whatOneJvmWasGivenAnotherIsNot() throws IOException, InterruptedException {
        List<Integer> ours =
                IntStream.range(0, 5).map(_ -> Ports.anyFree()).boxed().toList();

        Process other = new ProcessBuilder(
                        Executables.java(), "-cp", System.getProperty("java.class.path"), Asks.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Integer> theirs = new String(other.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .map(Integer::valueOf)
                .toList();

        assertThat(other.waitFor()).isZero();
        assertThat(theirs).hasSize(5).doesNotContainAnyElementsOf(ours);
    }

    /** The other JVM's program. */
    static final class Asks {

        private Asks() {}

        static void main() {
            IntStream.range(0, 5).forEach(_ -> System.out.println(Ports.anyFree()));
        }
    }
}
