package io.fairline.perf.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpLoopTest {

    private static final int FIXED_LENGTH = 0;
    private static final int CHUNKED = 1;

    private final List<String> ends = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        answer("/fixed", FIXED_LENGTH);
        answer("/chunked", CHUNKED);
        server.createContext("/never", exchange -> exchange.getRequestBody().readAllBytes());
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void readsAnswersOfKnownLengthAndInChunks() {
        try (HttpLoop loop = new HttpLoop(Duration.ofSeconds(10))) {
            Pool pool = loop.connect(address(), 2);
            loop.submit(pool, new Recorded("/fixed"));
            loop.submit(pool, new Recorded("/chunked"));
            turnUntilDone(loop);
        }

        assertThat(ends).containsExactlyInAnyOrder("202 POST /fixed 3-17", "202 POST /chunked 3-17");
    }

    @Test
    void sendsMoreThanItHasConnectionsOneAfterAnother() {
        try (HttpLoop loop = new HttpLoop(Duration.ofSeconds(10))) {
            Pool pool = loop.connect(address(), 3);
            for (int i = 0; i < 100; i++) {
                assertThat(loop.submit(pool, new Recorded(i % 2 == 0 ? "/fixed" : "/chunked")))
                        .isTrue();
            }
            turnUntilDone(loop);
        }

        assertThat(ends).hasSize(100).allMatch(end -> end.startsWith("202"));
    }

    @Test
    void givesUpWhatGetsNoAnswerInTimeAndGoesOn() {
        try (HttpLoop loop = new HttpLoop(Duration.ofSeconds(2))) {
            Pool pool = loop.connect(address(), 1);
            loop.submit(pool, new Recorded("/never"));
            loop.submit(pool, new Recorded("/fixed"));
            turnUntilDone(loop);
        }

        assertThat(ends).containsExactly("lost: no answer in time", "202 POST /fixed 3-17");
    }

    @Test
    void whatIsUnderWayWhenItClosesIsLost() {
        try (HttpLoop loop = new HttpLoop(Duration.ofSeconds(10))) {
            Pool pool = loop.connect(address(), 1);
            loop.submit(pool, new Recorded("/never"));
            loop.submit(pool, new Recorded("/fixed"));
        }

        assertThat(ends).containsExactly("lost: the run ended", "lost: the run ended");
    }

    @Test
    void whatIsLostWhenItClosesCannotBeAskedAgain() {
        HttpLoop loop = new HttpLoop(Duration.ofSeconds(10));
        try (loop) {
            Pool pool = loop.connect(address(), 2);
            loop.submit(pool, new Recorded("/never") {
                @Override
                public void lost(String why, long nowNanos) {
                    super.lost(why, nowNanos);
                    loop.later(1, () -> ends.add("again: " + loop.submit(pool, new Recorded("/never"))));
                }
            });
        }

        assertThat(ends).containsExactly("lost: the run ended", "again: false");
        assertThat(loop.unfinished()).isZero();
    }

    /** As when a server is killed: what is lost with one connection is asked again on another, which has gone as well. */
    @Test
    void connectionsThatBreakTogetherAreEachDroppedOnce() throws IOException {
        try (ServerSocket killed = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                HttpLoop loop = new HttpLoop(Duration.ofSeconds(10))) {
            Pool pool = loop.connect(URI.create("http://127.0.0.1:" + killed.getLocalPort()), 2);
            loop.submit(pool, new Recorded("/first") {
                @Override
                public void lost(String why, long nowNanos) {
                    super.lost(why, nowNanos);
                    loop.submit(pool, new Recorded("/again"));
                }
            });
            reset(killed.accept());
            reset(killed.accept());

            turnUntilDone(loop);
        }

        assertThat(ends).hasSize(2).allMatch(end -> end.startsWith("lost: "));
    }

    private static void reset(Socket connection) throws IOException {
        connection.setSoLinger(true, 0);
        connection.close();
    }

    @Test
    void doesLaterWhatIsToBeDoneLater() {
        try (HttpLoop loop = new HttpLoop(Duration.ofSeconds(10))) {
            loop.later(20_000_000, () -> ends.add("second"));
            loop.later(10_000_000, () -> ends.add("first"));
            assertThat(loop.unfinished()).isEqualTo(2);

            turnUntilDone(loop);
        }

        assertThat(ends).containsExactly("first", "second");
    }

    @Test
    void findsFieldsAndHeaders() throws IOException {
        byte[] bytes = ("HTTP/1.1 409 Conflict\r\nETag: \"7\"\r\nContent-Length: 73\r\n\r\n"
                        + "{\"type\":\"urn:fairline:problem:sold-out\", \"status\": 409 ,\"orderId\":\"a-b\"}  ")
                .getBytes(US_ASCII);
        HttpAnswer answer = Objects.requireNonNull(AnswerParser.parse(bytes, bytes.length));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.header("etag")).isEqualTo("\"7\"");
        assertThat(answer.header("retry-after")).isNull();
        assertThat(answer.problem()).isEqualTo("sold-out");
        assertThat(answer.field("status")).isEqualTo("409");
        assertThat(answer.field("orderId")).isEqualTo("a-b");
        assertThat(answer.field("order")).isNull();
    }

    private void answer(String path, int how) {
        byte[] body =
                "{\"path\":\"POST %s\",\"position\":\"3-17\"}".formatted(path).getBytes(US_ASCII);
        server.createContext(path, exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(202, how == CHUNKED ? 0 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void turnUntilDone(HttpLoop loop) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (loop.unfinished() > 0) {
            if (System.nanoTime() > deadline) {
                throw new UncheckedIOException(new IOException("the exchanges do not end"));
            }
            loop.turn(System.nanoTime() + 10_000_000);
        }
    }

    private class Recorded implements Exchange {

        private final String path;

        Recorded(String path) {
            this.path = path;
        }

        @Override
        public void encode(ByteBuffer out, long nowNanos) {
            out.put("POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"
                    .formatted(path)
                    .getBytes(US_ASCII));
        }

        @Override
        public void answered(HttpAnswer answer, long nowNanos) {
            ends.add("%d %s %s".formatted(answer.status(), answer.field("path"), answer.field("position")));
        }

        @Override
        public void lost(String why, long nowNanos) {
            ends.add("lost: " + why);
        }
    }
}
