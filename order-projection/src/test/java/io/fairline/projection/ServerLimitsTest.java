package io.fairline.projection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fairline.local.LocalServers;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a client cannot hold of the server without asking for anything. */
class ServerLimitsTest {

    private static final int PATIENCE_MILLIS = 30_000;
    private static final int MOST_CONNECTIONS = 2;
    private static final String HEALTH =
            "GET /actuator/health/liveness HTTP/1.1\r\nHost: localhost\r\nX-Padding: 123\r\n\r\n";

    private static EventLog log;
    private static RunningProjection projection;

    @BeforeAll
    static void start() {
        LocalServers servers = LocalServers.shared();
        String prefix = servers.newTopicPrefix();
        log = new EventLog(servers, prefix);
        Map<String, String> surroundings = RunningProjection.surroundings(
                servers, prefix, servers.postgres().newDatabase());
        surroundings.put("fairline.http.max-connections", Integer.toString(MOST_CONNECTIONS));
        surroundings.put("fairline.http.request-timeout", "1s");
        projection = RunningProjection.start(surroundings);
    }

    @AfterAll
    static void end() {
        projection.close();
        log.close();
    }

    @Test
    void connectionBeyondTheMostIsClosedAtOnceAndTheOpenOnesStillAnswer() throws IOException {
        try (Socket first = awaitAnswered();
                Socket second = awaitAnswered()) {
            try (Socket third = connect()) {
                assertThat(third.getInputStream().read())
                        .as("end of the stream")
                        .isEqualTo(-1);
            }
            assertAnswers(first);
            assertAnswers(second);
        }
        awaitAnswered().close();
    }

    @Test
    void requestThatArrivesByteByByteIsCutAndOneThatWaitsIsNot() throws IOException {
        try (Socket patient = connect();
                Socket slow = connect()) {
            DealStory deal = DealStory.anyDeal(log).opened("Lamp", 10);
            String waiting =
                    "GET /deals/%d?wait=PT30S&position=%s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
                            .formatted(deal.dealId(), deal.lastCause(), RunningProjection.KEYS.token("alice"));
            patient.getOutputStream().write(waiting.getBytes(US_ASCII));
            await().atMost(Duration.ofMillis(PATIENCE_MILLIS)).until(() -> waiters() == 1);
            slow.getOutputStream().write("GET /".getBytes(US_ASCII));
            // A connection that is closed refuses the write after the next.
            await().atMost(Duration.ofMillis(PATIENCE_MILLIS))
                    .untilAsserted(() -> assertThatThrownBy(
                                    () -> slow.getOutputStream().write('a'))
                            .isInstanceOf(IOException.class));
            assertThat(waiters())
                    .as("who waits longer than a request may take to arrive")
                    .isEqualTo(1);
            deal.write();
            assertThat(patient.getInputStream().readNBytes(12))
                    .asString(US_ASCII)
                    .isEqualTo("HTTP/1.1 200");
        }
    }

    private static double waiters() {
        return projection
                .part(MeterRegistry.class)
                .get("fairline.projection.waiters")
                .gauge()
                .value();
    }

    /** A connection that the server counts: an answer shows it. One that was closed may be counted for a moment longer. */
    private static Socket awaitAnswered() {
        return await().atMost(Duration.ofMillis(PATIENCE_MILLIS))
                .ignoreExceptions()
                .until(
                        () -> {
                            Socket socket = connect();
                            assertAnswers(socket);
                            return socket;
                        },
                        Objects::nonNull);
    }

    private static Socket connect() throws IOException {
        int port = projection.port();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static void assertAnswers(Socket socket) throws IOException {
        socket.getOutputStream().write(HEALTH.getBytes(US_ASCII));
        byte[] answer = new byte[4096];
        int length = socket.getInputStream().read(answer);
        assertThat(length).as("bytes of an answer").isPositive();
        assertThat(new String(answer, 0, length, US_ASCII)).startsWith("HTTP/1.1 200");
    }
}
