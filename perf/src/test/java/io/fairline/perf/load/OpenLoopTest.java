package io.fairline.perf.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fairline.local.JwtKeys;
import io.fairline.perf.http.HttpLoop;
import io.fairline.perf.http.Pool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An intake that answers nobody until it is let go, and a load that must not wait for it. */
class OpenLoopTest {

    private static final LoadSettings SETTINGS = new LoadSettings(
            500, Duration.ZERO, 1, Duration.ofSeconds(1), 2, 1_000, 1, 60, 3, 2, 0, 0, Duration.ofSeconds(5), 11);
    private static final long NEAR_NANOS = 400_000_000;

    private final CountDownLatch letGo = new CountDownLatch(1);
    private final AtomicLong offsets = new AtomicLong();
    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private HttpServer intake;

    @BeforeEach
    void startIntake() throws IOException {
        intake = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        intake.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        intake.createContext("/orders", this::answer);
        intake.start();
    }

    @AfterEach
    void stopIntake() {
        letGo.countDown();
        intake.stop(0);
    }

    @Test
    void arrivalsFollowTheClockWhateverTheAnswersDo(@TempDir Path folder) {
        OrderBook book = new OrderBook();
        LoadCounts counts = new LoadCounts();
        Shoppers shoppers = Shoppers.sign(3, JwtKeys.generate(folder));
        OrderRequests requests = new OrderRequests("test", shoppers, List.of(7, 8), 1);
        List<Retries.Retry> retried;
        try (HttpLoop loop = new HttpLoop(Duration.ofSeconds(30))) {
            List<Pool> pools = List.of(loop.connect(
                    URI.create("http://127.0.0.1:" + intake.getAddress().getPort()), 2));
            Followers followers = new Followers(loop, pools, pools, book, requests, counts, SETTINGS);
            Retries retries = new Retries(loop, pools, book, requests);
            OpenLoop open = new OpenLoop(loop, pools, book, requests, followers, retries, counts, SETTINGS);
            long start = System.nanoTime();

            open.send(new Arrivals(500, start, start + NEAR_NANOS, 11));

            // Nobody has answered, and still every order was due when the clock said so.
            assertThat(intended(book)).isEqualTo(due(new Arrivals(500, start, start + NEAR_NANOS, 11)));
            assertThat(counts.acceptedSoFar()).isZero();
            assertThat(counts.unanswered()).isEqualTo(book.size());

            letGo.countDown();
            while (loop.unfinished() > 0) {
                loop.turn(System.nanoTime() + 10_000_000);
            }
            retried = retries.all();
        }
        assertThat(counts.acceptedSoFar()).isEqualTo(book.size());
        // One of a hundred came twice, with the key that it had.
        assertThat(retried).isNotEmpty().allMatch(retry -> retry.order() % 100 == 0);
        assertThat(retried).hasSize((book.size() + 99) / 100);
        assertThat(keys).hasSize(book.size());
        // The third had to wait until one of two connections was free; what it waited is its latency.
        long firstAnswer = Math.min(book.answeredNanos(0), book.answeredNanos(1));
        assertThat(book.sentNanos(2)).isGreaterThanOrEqualTo(firstAnswer);
        assertThat(book.answeredNanos(2) - book.intendedNanos(2))
                .isGreaterThan(book.answeredNanos(2) - book.sentNanos(2));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try {
            exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("ETag", "\"1\"");
                send(exchange, 200, "{\"status\":\"REJECTED\",\"version\":1}");
                return;
            }
            keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            letGo.await();
            send(
                    exchange,
                    202,
                    "{\"orderId\":\"%s\",\"status\":\"PENDING\",\"position\":\"1-%d\"}"
                            .formatted(new UUID(7, offsets.get()), offsets.getAndIncrement()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(US_ASCII);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static List<Long> intended(OrderBook book) {
        return IntStream.range(0, book.size()).mapToObj(book::intendedNanos).toList();
    }

    private static List<Long> due(Arrivals arrivals) {
        List<Long> due = new ArrayList<>();
        for (; arrivals.hasNext(); arrivals.advance()) {
            due.add(arrivals.peekNanos());
        }
        return due;
    }
}
