package io.fairline.intake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** What the server cannot read as HTTP never reaches the service: the one kind of error that is no problem of RFC 9457. */
class UnreadableRequestsTest {

    private static final int PATIENCE_MILLIS = 20_000;

    @Test
    void areAnsweredWithABareStatus() throws IOException {
        assertThat(answerTo("GET /%s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted("a".repeat(2_000))))
                .startsWith("HTTP/1.1 414 ")
                .endsWith("\r\n\r\n");
        assertThat(answerTo("GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: %s\r\n\r\n".formatted("a".repeat(9_000))))
                .startsWith("HTTP/1.1 431 ")
                .endsWith("\r\n\r\n");
        assertThat(answerTo("GET / HTTP/1.1\r\nHost: localhost\r\nX-Bad\u0000: a\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .endsWith("\r\n\r\n");
    }

    private static String answerTo(String request) throws IOException {
        try (Socket client = new Socket(
                InetAddress.getLoopbackAddress(), RunningIntake.shared().port())) {
            client.setSoTimeout(PATIENCE_MILLIS);
            client.getOutputStream().write(request.getBytes(US_ASCII));
            return new String(client.getInputStream().readAllBytes(), US_ASCII);
        }
    }
}
