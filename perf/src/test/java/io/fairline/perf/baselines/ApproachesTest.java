package io.fairline.perf.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairline.local.LocalServers;
import io.fairline.local.PostgresDatabase;
import io.fairline.schemas.OrderId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each alternative keeps what it can promise, with two instances on the same real servers. */
class ApproachesTest {

    private static final AtomicInteger DEALS = new AtomicInteger(100);
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final SplittableRandom ids = new SplittableRandom();

    @ParameterizedTest
    @EnumSource
    void sellsExactlyTheStockToManyAtOnce(Approach approach) throws SQLException {
        try (Shop shop = new Shop(approach)) {
            int deal = shop.open(50);
            List<CompletableFuture<Outcome>> answers = IntStream.range(0, 120)
                    .mapToObj(i -> shop.place(i, OrderId.random(deal, ids), 1))
                    .toList();
            answers.forEach(answer ->
                    answer.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join());

            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(shop.unitsWon(deal)).isEqualTo(50));
            if (approach.answersBeforeDeciding()) {
                await().atMost(LIMIT)
                        .untilAsserted(() -> assertThat(shop.decided(deal)).isEqualTo(120));
            } else {
                assertThat(outcomes(answers)).isEqualTo(Map.of(Outcome.RESERVED, 50L, Outcome.SOLD_OUT, 70L));
            }
            assertThat(shop.unitsWon(deal)).isEqualTo(50);
        }
    }

    @ParameterizedTest
    @EnumSource
    void buysOnceWhateverIsRetriedOnWhicheverInstance(Approach approach) throws SQLException {
        try (Shop shop = new Shop(approach)) {
            int deal = shop.open(2);
            OrderId ours = OrderId.random(deal, ids);
            Outcome won = approach.answersBeforeDeciding() ? Outcome.IN_LINE : Outcome.RESERVED;

            assertThat(shop.place(1, ours, 1).join()).isEqualTo(won);
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(shop.status(ours)).isEqualTo("RESERVED"));
            assertThat(shop.place(1, ours, 1).join()).isEqualTo(won);
            assertThat(shop.place(2, ours, 1).join()).isEqualTo(won);

            OrderId second = OrderId.random(deal, ids);
            assertThat(shop.place(2, second, 1).join()).isEqualTo(won);
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(shop.status(second)).isEqualTo("RESERVED"));
            assertThat(shop.place(1, ours, 1).join())
                    .as("a retry after the last unit")
                    .isEqualTo(won);
            shop.place(2, OrderId.random(deal, ids), 1).join();
            await().atMost(LIMIT)
                    .untilAsserted(
                            () -> assertThat(shop.decided(deal)).isEqualTo(approach.answersBeforeDeciding() ? 3 : 2));
            assertThat(shop.unitsWon(deal)).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void sellsAllOfAnOrderOrNothing(Approach approach) throws SQLException {
        try (Shop shop = new Shop(approach)) {
            int deal = shop.open(4); // two for each instance where they share it out
            OrderId tooMany = OrderId.random(deal, ids);
            List.of(OrderId.random(deal, ids), OrderId.random(deal, ids))
                    .forEach(id -> shop.place(1 + shop.turn(), id, 2).join());
            shop.place(1, tooMany, 3).join();

            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(shop.unitsWon(deal)).isEqualTo(4));
            if (approach.answersBeforeDeciding()) {
                await().atMost(LIMIT)
                        .untilAsserted(() -> assertThat(shop.status(tooMany)).isEqualTo("REJECTED"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void turnsAwayWhoeverAsksForAnUnknownDealOrTooMuch(Approach approach) throws SQLException {
        try (Shop shop = new Shop(approach)) {
            int deal = shop.open(10);

            assertThat(shop.place(1, OrderId.random(9_999_999, ids), 1).join()).isEqualTo(Outcome.UNKNOWN_DEAL);
            assertThat(shop.place(1, OrderId.random(deal, ids), 4).join()).isEqualTo(Outcome.QUANTITY_OVER_MAXIMUM);
            assertThat(shop.decided(deal)).isZero();
        }
    }

    private static Map<Outcome, Long> outcomes(List<CompletableFuture<Outcome>> answers) {
        return answers.stream()
                .collect(Collectors.groupingBy(
                        (Function<CompletableFuture<Outcome>, Outcome>) CompletableFuture::join,
                        Collectors.counting()));
    }

    /** Two instances of an alternative. */
    private static final class Shop implements AutoCloseable {

        private final List<AutoCloseable> parts = new ArrayList<>();
        private final List<Counter> counters = new ArrayList<>();
        private final Database database;
        private int turn;

        Shop(Approach approach) throws SQLException {
            PostgresDatabase home = LocalServers.shared().postgres().newDatabase();
            database = new Database(home.jdbcUrl(), home.user(), home.password(), 2);
            for (int number = 1; number <= 2; number++) {
                Database own = new Database(home.jdbcUrl(), home.user(), home.password(), 8);
                RedisLink redis = new RedisLink(LocalServers.shared().redis().url());
                Instance self = new Instance(number, 2);
                Baseline baseline = approach.start(own, redis, self);
                parts.addAll(List.of(baseline, redis, own));
                counters.add(new Counter(baseline, own, self));
            }
        }

        int open(int stock) {
            int dealId = DEALS.incrementAndGet();
            Deal deal = new Deal(dealId, "Test", stock, 3);
            assertThat(counters.getFirst().open(deal).toCompletableFuture().join())
                    .isTrue();
            return dealId;
        }

        int turn() {
            return turn++;
        }

        CompletableFuture<Outcome> place(int instance, OrderId id, int quantity) {
            return counters.get(instance % 2)
                    .place(id.value(), id.dealId(), "alice", quantity)
                    .toCompletableFuture();
        }

        String status(OrderId id) throws SQLException {
            UUID uuid = id.value();
            return database.inTransaction(connection -> OrderTable.find(connection, uuid))
                    .map(OrderTable.Row::status)
                    .orElse("none");
        }

        long unitsWon(int deal) throws SQLException {
            return number(
                    "SELECT coalesce(sum(quantity), 0) FROM orders WHERE status = 'RESERVED' AND deal_id = " + deal);
        }

        long decided(int deal) throws SQLException {
            return number("SELECT count(*) FROM orders WHERE deal_id = " + deal);
        }

        private long number(String query) throws SQLException {
            return database.inTransaction(connection -> {
                try (var rows = connection.createStatement().executeQuery(query)) {
                    rows.next();
                    return rows.getLong(1);
                }
            });
        }

        @Override
        public void close() {
            parts.forEach(part -> {
                try {
                    part.close();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            database.close();
        }
    }
}
