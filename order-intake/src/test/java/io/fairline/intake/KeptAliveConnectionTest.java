package io.fairline.intake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** One connection, many requests, some of them sent before the one before is answered, as proxies and hurried clients do. */
class KeptAliveConnectionTest {

    private static final int PATIENCE_MILLIS = 20_000;

    private final RunningIntake intake = RunningIntake.shared();

    @Test
    void everyRequestIsAnsweredAlsoAfterOneThatWaitedItsTurnAndWasRefusedAtOnce() throws IOException {
        String id = intake.order(intake.know(Deals::open), 1).text("orderId");
        String headers = " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n".formatted(intake.shopper());
        String slow = "POST /orders/" + id + "/cancel" + headers;
        String refusedAtOnce = "GET /nowhere" + headers;
        try (Socket connection = new Socket(InetAddress.getLoopbackAddress(), intake.port())) {
            connection.setSoTimeout(PATIENCE_MILLIS);
            BufferedReader answers = new BufferedReader(new InputStreamReader(connection.getInputStream(), US_ASCII));
            for (int round = 0; round < 3; round++) {
                connection.getOutputStream().write((slow + refusedAtOnce).getBytes(US_ASCII));
                assertThat(statusOfNext(answers)).contains(" 202 ");
                assertThat(statusOfNext(answers)).contains(" 404 ");
                connection.getOutputStream().write(slow.getBytes(US_ASCII));
                assertThat(statusOfNext(answers)).contains(" 202 ");
            }
        }
    }

    private static String statusOfNext(BufferedReader answers) throws IOException {
        String status = answers.readLine();
        int length = 0;
        for (String line = answers.readLine(); line != null && !line.isEmpty(); line = answers.readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        answers.skip(length);
        return String.valueOf(status);
    }
}
