package io.fairline.intake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairline.local.LocalServers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What clients cannot hold of the server where the time that a request has to arrive does not help. */
class FloodsTest {

    private static final int MOST_CLIENTS = 1_500;
    private static final int METERS = 2_000;

    private static RunningIntake intake;

    @BeforeAll
    static void start() {
        Map<String, String> settings = Map.of(
                "fairline.http.request-timeout", "1h",
                "fairline.http.answer-timeout", "1s",
                "server.netty.idle-timeout", "1h");
        intake = RunningIntake.start(Topics.fresh(LocalServers.shared()), settings);
    }

    @AfterAll
    static void end() {
        intake.close();
    }

    @Test
    void headsThatDoNotEndAreCutBeforeTheyFillTheMemory() throws IOException {
        // Each of these headers takes twenty times the memory that it takes on the way.
        assertCrowdIsCut("POST /orders HTTP/1.1\r\n" + "a:\r\n".repeat(3_000));
    }

    @Test
    void headsWhoseBodiesDoNotComeAreCutBeforeTheyFillTheMemory() throws IOException {
        String ofAnOrder = "Host: localhost\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\n"
                .formatted(intake.shopper());
        assertCrowdIsCut("POST /orders HTTP/1.1\r\n%sContent-Length: 4000\r\n%s\r\n"
                .formatted(ofAnOrder, "a:\r\n".repeat(1_700)));
    }

    private static void assertCrowdIsCut(String beginning) throws IOException {
        List<Socket> crowd = new ArrayList<>();
        try {
            while (crowd.size() < MOST_CLIENTS) {
                Socket client = connect();
                crowd.add(client);
                boolean _ = takes(client, beginning);
            }
            await().atMost(RunningIntake.SOON).until(() -> crowd.stream().anyMatch(client -> !takes(client, "a")));
            assertThat(statusOfAnOrderInOnePiece(intake.know(Deals::open))).contains(" 202 ");
        } finally {
            for (Socket client : crowd) {
                client.close();
            }
        }
    }

    @Test
    void clientThatDoesNotReadIsCut() throws IOException {
        for (int number = 0; number < METERS; number++) {
            intake.meters().counter("makes.the.answer.long", "number", Integer.toString(number));
        }
        String request = "GET /actuator/prometheus HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(intake.keys().token("shop", "ops"));
        try (Socket deaf = new Socket()) {
            deaf.setReceiveBufferSize(1_024);
            deaf.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), intake.port()));
            // So many long answers (14 MB) no system keeps for a client, and so many requests the server does.
            assertThat(takes(deaf, request.repeat(120))).isTrue();

            await().atMost(RunningIntake.SOON).until(() -> !takes(deaf, "a"));
        }
    }

    /** What comes in two, as from Java's client now and then, needs some of the room that the crowd has taken. */
    private static String statusOfAnOrderInOnePiece(int deal) throws IOException {
        String body = RunningIntake.orderBody(deal, 1);
        String request = """
                POST /orders HTTP/1.1\r
                Host: localhost\r
                Authorization: Bearer %s\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                %s""".formatted(intake.shopper(), body.length(), body);
        try (Socket shopper = connect()) {
            shopper.setSoTimeout((int) RunningIntake.SOON.toMillis());
            shopper.getOutputStream().write(request.getBytes(US_ASCII));
            return String.valueOf(
                    new BufferedReader(new InputStreamReader(shopper.getInputStream(), US_ASCII)).readLine());
        }
    }

    private static Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), intake.port());
    }

    /** A connection that is closed refuses the write after the next. */
    private static boolean takes(Socket client, String text) {
        try {
            client.getOutputStream().write(text.getBytes(US_ASCII));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
