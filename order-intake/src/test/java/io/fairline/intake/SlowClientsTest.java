package io.fairline.intake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fairline.local.LocalServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a client cannot hold of the server by taking its time. */
@ExtendWith(OutputCaptureExtension.class)
class SlowClientsTest {

    private static final int PATIENCE_MILLIS = 30_000;

    private static RunningIntake intake;

    @BeforeAll
    static void start() {
        intake =
                RunningIntake.start(Topics.fresh(LocalServers.shared()), Map.of("fairline.http.request-timeout", "1s"));
    }

    @AfterAll
    static void end() {
        intake.close();
    }

    @Test
    void requestWhoseHeadArrivesByteByByteIsCut() throws IOException {
        assertIsCutWhileItSendsOn("POST /");
    }

    @Test
    void requestWhoseBodyArrivesByteByByteIsCut() throws IOException {
        assertIsCutWhileItSendsOn(headOfAnOrder(intake.shopper()));
    }

    @Test
    void requestWhoseBodyStopsIsCut() throws IOException {
        try (Socket silent = connect()) {
            send(silent, headOfAnOrder(intake.shopper()) + "{");
            assertThat(silent.getInputStream().read()).as("end of the stream").isEqualTo(-1);
        }
    }

    @Test
    void requestWhoseBodyStopsBehindAWholeOneIsCut() throws IOException {
        try (Socket silent = connect()) {
            String whole = "GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n";
            send(silent, whole + headOfAnOrder(intake.shopper()));
            assertThat(silent.getInputStream().readAllBytes())
                    .asString(US_ASCII)
                    .startsWith("HTTP/1.1 401 ");
        }
    }

    @Test
    void clientThatResetsTheConnectionInTheMiddleIsNoError() throws IOException {
        try (Socket reset = connect()) {
            send(reset, headOfAnOrder(intake.shopper()) + "{");
            reset.setSoLinger(true, 0); // close() sends RST
        }
        // A second later at the latest the server has noticed.
        assertIsRefusedAndCut();
    }

    @Test
    void requestThatWasRefusedAndWhoseBodyStopsIsCut() throws IOException {
        assertIsRefusedAndCut();
    }

    private static void assertIsRefusedAndCut() throws IOException {
        try (Socket silent = connect()) {
            send(silent, headOfAnOrder("nobody's"));
            assertThat(silent.getInputStream().readAllBytes())
                    .asString(US_ASCII)
                    .startsWith("HTTP/1.1 401 ");
        }
    }

    /** Anybody can do all this, as often as they like: it is nothing to wake anybody for. */
    @AfterEach
    void nobodyIsAlarmed(CapturedOutput output) {
        assertThat(output.getAll()).doesNotContain(" ERROR ");
    }

    private static String headOfAnOrder(String token) {
        return "POST /orders HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: 4000\r\n\r\n"
                .formatted(token);
    }

    /** A connection that is closed refuses the write after the next. */
    private static void assertIsCutWhileItSendsOn(String begin) throws IOException {
        try (Socket slow = connect()) {
            send(slow, begin);
            await().atMost(Duration.ofMillis(PATIENCE_MILLIS))
                    .untilAsserted(
                            () -> assertThatThrownBy(() -> send(slow, "a")).isInstanceOf(IOException.class));
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    private static Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), intake.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }
}
