package io.fairline.perf.baselines;

import io.fairline.schemas.OrderId;
import io.lettuce.core.Consumer;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends orders to a stream per deal and answers; a consumer group decides them in batches, with one active consumer for
 * each deal. An order that was decided, but not yet acknowledged when its consumer died, is read again and known by its
 * id. Whether an answered order outlives a power cut is a matter of Redis's {@code appendfsync}.
 */
final class RedisStream implements Baseline {

    private static final Logger LOG = LoggerFactory.getLogger(RedisStream.class);
    private static final String GROUP = "deciders";
    private static final Consumer<String> ACTIVE = Consumer.from(GROUP, "active");
    private static final String NOT_ACKNOWLEDGED = "0";
    private static final String NEW = ">";
    private static final int LARGEST_BATCH = 1_000;
    private static final int LEAST_OF_A_STREAM = 20;
    private static final Duration LONGEST_POLL = Duration.ofMillis(100);
    private static final Duration LONGEST_ACKNOWLEDGING = Duration.ofSeconds(2);
    private static final long PAUSE_MILLIS = 100;

    private final Database database;
    private final RedisAsyncCommands<String, String> redis;
    private final StatefulRedisConnection<String, String> reader;
    private final StreamLeases leases;
    // Of the last read: what is read at once is shared out among so many.
    private int busyStreams = 1;
    private final Thread decider = new Thread(this::work, "redis-stream");

    RedisStream(Database database, RedisLink link, Instance self) {
        this.database = database;
        this.redis = link.shared().async();
        this.reader = link.newConnection();
        this.leases = new StreamLeases(link, self);
        decider.start();
    }

    @Override
    public void open(Deal deal) {
        XGroupCreateArgs withStream = XGroupCreateArgs.Builder.mkstream();
        redis.xgroupCreate(StreamOffset.from(streamOf(deal.dealId()), NOT_ACKNOWLEDGED), GROUP, withStream)
                .toCompletableFuture()
                .join();
        leases.offer(deal.dealId());
    }

    @Override
    public CompletionStage<Outcome> place(Order order) {
        Map<String, String> fields = Map.of(
                "id", order.id().toString(),
                "shopper", order.shopper(),
                "quantity", String.valueOf(order.quantity()),
                "instance", String.valueOf(order.instance()));
        CompletionStage<Outcome> inLine =
                redis.xadd(streamOf(order.dealId()), fields).thenApply(_ -> Outcome.IN_LINE);
        leases.wake(order.dealId());
        return inLine;
    }

    @Override
    public void close() {
        decider.interrupt();
    }

    private void work() {
        try {
            while (true) {
                try {
                    decideOnce();
                } catch (SQLException | RuntimeException e) {
                    if (Thread.currentThread().isInterrupted()) {
                        return; // the end, while it waited for Redis
                    }
                    LOG.warn("Orders wait in their streams: {}", e.getMessage());
                    leases.startOver();
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the end
        }
    }

    private void decideOnce() throws SQLException, InterruptedException {
        leases.renew();
        // What was read before, by whoever was active then, and not acknowledged, comes before anything new.
        for (Integer deal : leases.newlyHeld()) {
            while (decide(List.of(deal), NOT_ACKNOWLEDGED)) {
                // until there is nothing of it left
            }
            leases.caughtUp(deal);
        }
        if (leases.held().isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } else {
            decide(leases.held(), NEW);
        }
    }

    /** False when there was nothing to decide. */
    private boolean decide(List<Integer> deals, String which) throws SQLException {
        List<StreamMessage<String, String>> messages = read(deals, which);
        if (messages.isEmpty()) {
            return false;
        }
        List<Order> orders = messages.stream().map(RedisStream::orderOf).toList();
        Set<Integer> busy = orders.stream().map(Order::dealId).collect(Collectors.toSet());
        busy.forEach(leases::isBusy);
        busyStreams = busy.size();
        database.inTransaction(connection -> BatchSale.decideAll(connection, orders));
        acknowledge(messages);
        return true;
    }

    /** They are rows now; a stream that kept them would fill the memory. Of all streams at once: each waits for the disk. */
    private void acknowledge(List<StreamMessage<String, String>> messages) {
        RedisAsyncCommands<String, String> commands = reader.async();
        List<Future<Long>> done = new ArrayList<>();
        messages.stream()
                .collect(Collectors.groupingBy(
                        StreamMessage::getStream, Collectors.mapping(StreamMessage::getId, Collectors.toList())))
                .forEach((stream, ids) -> {
                    done.add(commands.xack(stream, GROUP, ids.toArray(String[]::new)));
                    done.add(commands.xdel(stream, ids.toArray(String[]::new)));
                });
        if (!LettuceFutures.awaitAll(LONGEST_ACKNOWLEDGING, done.toArray(Future[]::new))) {
            throw new IllegalStateException("Redis does not acknowledge in time");
        }
    }

    @SuppressWarnings("unchecked") // an array of a generic type, as varargs are
    private List<StreamMessage<String, String>> read(List<Integer> deals, String which) {
        StreamOffset<String>[] offsets = deals.stream()
                .map(deal -> StreamOffset.from(streamOf(deal), which))
                .toArray(StreamOffset[]::new);
        int most = LARGEST_BATCH / Math.clamp(busyStreams, 1, LARGEST_BATCH / LEAST_OF_A_STREAM);
        return reader.sync()
                .xreadgroup(ACTIVE, XReadArgs.Builder.block(LONGEST_POLL).count(most), offsets);
    }

    static String streamOf(int dealId) {
        return "orders:{%d}".formatted(dealId);
    }

    private static Order orderOf(StreamMessage<String, String> message) {
        Map<String, String> fields = message.getBody();
        UUID id = UUID.fromString(fields.getOrDefault("id", ""));
        return new Order(
                id,
                new OrderId(id).dealId(),
                fields.getOrDefault("shopper", ""),
                Integer.parseInt(fields.getOrDefault("quantity", "")),
                Integer.parseInt(fields.getOrDefault("instance", "")));
    }
}
