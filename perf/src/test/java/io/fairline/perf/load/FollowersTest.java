package io.fairline.perf.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fairline.local.JwtKeys;
import io.fairline.perf.fairness.Position;
import io.fairline.perf.http.HttpLoop;
import io.fairline.perf.http.Pool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A projection that tells nobody anything until it is let go: nobody who waits may drop out of the figures. */
class FollowersTest {

    private static final LoadSettings SETTINGS = new LoadSettings(
            100, Duration.ZERO, 1, Duration.ofSeconds(1), 1, 1_000, 1, 60, 1, 1, 100, 0, Duration.ofSeconds(5), 11);
    private static final int ORDERS = 5;

    private final CountDownLatch letGo = new CountDownLatch(1);
    private HttpServer projection;

    @BeforeEach
    void startProjection() throws IOException {
        projection = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        projection.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        projection.createContext("/orders", this::answer);
        projection.start();
    }

    @AfterEach
    void stopProjection() {
        letGo.countDown();
        projection.stop(0);
    }

    @Test
    void whoFindsNoConnectionFreeWaitsForOneAndTheWaitCounts(@TempDir Path folder) {
        OrderBook book = new OrderBook();
        try (HttpLoop loop = new HttpLoop(Duration.ofSeconds(30))) {
            Followers followers = followAll(loop, 1, book, folder);
            assertThat(loop.unfinished()).isEqualTo(ORDERS);

            letGo.countDown();
            while (loop.unfinished() > 0) {
                loop.turn(System.nanoTime() + 10_000_000);
            }
            assertThat(followers.failed()).isZero();
        }
        for (int order = 1; order < ORDERS; order++) {
            assertThat(book.visibleNanos(order)).isGreaterThan(book.visibleNanos(order - 1));
        }
    }

    @Test
    void whoIsStillWaitingWhenTheRunEndsCounts(@TempDir Path folder) {
        Followers followers;
        try (HttpLoop loop = new HttpLoop(Duration.ofSeconds(30))) {
            followers = followAll(loop, 2, new OrderBook(), folder);
        }
        assertThat(followers.failed()).isEqualTo(ORDERS);
    }

    private Followers followAll(HttpLoop loop, int connections, OrderBook book, Path folder) {
        OrderRequests requests = new OrderRequests("test", Shoppers.sign(1, JwtKeys.generate(folder)), List.of(7), 1);
        List<Pool> pools = List.of(loop.connect(
                URI.create("http://127.0.0.1:" + projection.getAddress().getPort()), connections));
        Followers followers = new Followers(loop, pools, pools, book, requests, new LoadCounts(), SETTINGS);
        for (int order = 0; order < ORDERS; order++) {
            long now = System.nanoTime();
            book.add(now, 0, 0);
            book.accepted(order, new UUID(7, order + 1), new Position(0, order), now);
            followers.follow(order, () -> {});
        }
        return followers;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try {
            letGo.await();
            byte[] body = "{\"status\":\"REJECTED\",\"version\":3}".getBytes(US_ASCII);
            exchange.getResponseHeaders().set("ETag", "\"3\"");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }
}
