package io.fairline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.local.stack.ServiceKind;
import io.fairline.local.stack.ServiceProcess;
import io.fairline.perf.fairness.Answer;
import io.fairline.perf.fairness.Call;
import io.fairline.perf.fairness.OrderStatus;
import io.fairline.perf.fairness.Position;
import io.fairline.perf.fairness.Sighting;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Shoppers who order one after another, each through alternating intakes, until the stream is closed. Whatever was
 * answered with 503, or not at all, is sent again with the same key: as a real client does. Now and then they look at
 * what became of an order.
 */
final class OrderStream implements AutoCloseable {

    private static final int SHOPPERS = 8;
    private static final Duration LONGEST_ORDER = Duration.ofMinutes(4);
    private static final long RETRY_AFTER_NANOS = 10_000_000;
    private static final long BETWEEN_ORDERS_NANOS = 40_000_000;
    private static final long SLOWLY_NANOS = 200_000_000;
    private static final int LOOKED_AT_ONE_OF = 5;
    private static final JsonMapper JSON = new JsonMapper();

    private final Shop shop;
    private final List<Integer> deals;
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final Queue<Sighting> sightings = new ConcurrentLinkedQueue<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final CountDownLatch soldOut = new CountDownLatch(1);
    private final AtomicBoolean open = new AtomicBoolean(true);
    private volatile long pauseNanos = BETWEEN_ORDERS_NANOS;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> shoppers = new ArrayList<>();

    /** Every call that was made, and of each shopper in order what it saw. */
    record Seen(List<Call> calls, List<Sighting> sightings) {}

    OrderStream(Shop shop, List<Integer> deals) {
        this.shop = shop;
        this.deals = List.copyOf(deals);
        for (int number = 0; number < SHOPPERS; number++) {
            int one = number;
            shoppers.add(threads.submit(() -> orderUntilClosed(one)));
        }
    }

    List<Integer> deals() {
        return deals;
    }

    void awaitMore(int more) {
        int target = accepted.get() + more;
        Awaitility.await(more + " more orders are accepted")
                .atMost(Shop.PATIENCE)
                .until(() -> accepted.get() >= target);
    }

    /** The shoppers go on, but take their time: whoever starts needs most of the machine. */
    void slowlyWhile(Runnable starting) {
        int before = accepted.get();
        pauseNanos = SLOWLY_NANOS;
        try {
            starting.run();
        } finally {
            pauseNanos = BETWEEN_ORDERS_NANOS;
        }
        assertThat(accepted.get()).as("accepted meanwhile").isGreaterThan(before);
    }

    /** Until the gate has turned somebody away. */
    void awaitSoldOut() {
        Awaitility.await("a shopper is told that a deal is sold out")
                .atMost(Shop.PATIENCE)
                .until(() -> soldOut.getCount() == 0);
    }

    /** Ends the stream after the orders under way. */
    Seen finish() {
        open.set(false);
        try {
            for (Future<?> shopper : shoppers) {
                shopper.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a shopper failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return new Seen(List.copyOf(calls), List.copyOf(sightings));
    }

    @Override
    public void close() {
        open.set(false);
        threads.close();
    }

    private void orderUntilClosed(int number) {
        String shopper = "streamer-" + number;
        for (int order = 0; open.get(); order++) {
            int deal = deals.get((number + order) % deals.size());
            Answer answer = placeOne(shopper, deal, "%d-%d-%d".formatted(deal, number, order), order);
            boolean looks = order % LOOKED_AT_ONE_OF == 0;
            if (looks) {
                look(shopper, answer);
            }
            LockSupport.parkNanos(pauseNanos);
            if (looks) {
                look(shopper, answer);
            }
        }
    }

    /** Through every projection in turn: what one has shown the next must not take back. */
    private void look(String shopper, Answer answer) {
        if (!(answer instanceof Answer.Accepted(UUID orderId, Position position))) {
            return;
        }
        String path = new Shop.Accepted(orderId.toString(), position.toString()).statusPath();
        for (ServiceProcess projection : shop.services(ServiceKind.PROJECTION)) {
            try {
                HttpResponse<String> shown = shop.read(projection, path, shop.token(shopper));
                if (shown.statusCode() == 200) {
                    sightings.add(sighting(shopper, orderId, JSON.readTree(shown.body())));
                }
            } catch (UncheckedIOException e) {
                // it is down just now
            }
        }
    }

    private static Sighting sighting(String shopper, UUID orderId, JsonNode body) {
        OrderStatus status = OrderStatus.valueOf(body.required("status").stringValue());
        return new Sighting(shopper, orderId, status, body.path("version").asLong(0), System.nanoTime());
    }

    /** Tries until the order is accepted or the deal is sold out. */
    private Answer placeOne(String shopper, int deal, String key, int order) {
        long end = System.nanoTime() + LONGEST_ORDER.toNanos();
        for (int attempt = 0; System.nanoTime() < end; attempt++) {
            List<ServiceProcess> intakes = shop.services(ServiceKind.INTAKE);
            Answer answer = call(intakes.get((order + attempt) % intakes.size()), shopper, deal, key);
            switch (answer) {
                case Answer.Accepted _ -> {
                    accepted.incrementAndGet();
                    return answer;
                }
                case Answer.TurnedAway(int _, String problem)
                when problem.equals(Answer.TurnedAway.SOLD_OUT) -> {
                    soldOut.countDown();
                    return answer;
                }
                case Answer.TurnedAway _, Answer.Unknown _ -> LockSupport.parkNanos(RETRY_AFTER_NANOS);
            }
        }
        throw new IllegalStateException("order %s was not accepted within %s".formatted(key, LONGEST_ORDER));
    }

    private Answer call(ServiceProcess intake, String shopper, int deal, String key) {
        long sent = System.nanoTime();
        Answer answer;
        try {
            answer = read(shop.order(intake, deal, 1, shopper, key));
        } catch (UncheckedIOException e) {
            answer = new Answer.Unknown(null);
        }
        calls.add(new Call(shopper, deal, 1, key, sent, System.nanoTime(), answer));
        return answer;
    }

    private static Answer read(HttpResponse<String> response) {
        JsonNode body = JSON.readTree(response.body());
        if (response.statusCode() == 202) {
            return new Answer.Accepted(
                    UUID.fromString(body.required("orderId").stringValue()),
                    Position.parse(body.required("position").stringValue()));
        }
        String type = body.path("type").asString("");
        String problem = type.substring(type.lastIndexOf(':') + 1);
        if (problem.equals("outcome-unknown")) {
            return new Answer.Unknown(UUID.fromString(body.required("orderId").stringValue()));
        }
        return new Answer.TurnedAway(response.statusCode(), problem);
    }
}
