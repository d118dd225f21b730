package io.fairline.projection;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairline.local.LocalServers;
import io.fairline.local.PostgresDatabase;
import io.fairline.projection.DealStory.Told;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** Lists that take long, or are many, are waited for by those who asked for them and by nobody else. */
class ListsTest {

    private static final int QUESTIONS = 20;
    private static final Duration SOON = Duration.ofMinutes(1);

    private final LocalServers servers = LocalServers.shared();
    private final String prefix = servers.newTopicPrefix();
    private final PostgresDatabase database = servers.postgres().newDatabase();
    private final Database tables = new Database(database);

    @Test
    void manyListsThatTakeLongKeepNobodyFromAStatus() throws SQLException {
        Map<String, String> surroundings = RunningProjection.surroundings(servers, prefix, database);
        surroundings.put("REDIS_URL", "redis://127.0.0.1:1"); // nobody is there: every status comes from Postgres
        surroundings.put("fairline.postgres.lock-timeout", "60s");
        surroundings.put("fairline.postgres.statement-timeout", "60s");
        try (EventLog log = new EventLog(servers, prefix);
                RunningProjection projection = RunningProjection.start(surroundings)) {
            DealStory deal = DealStory.anyDeal(log);
            Told order = deal.opened("Lamp", 10).reserved("alice", 1);
            deal.write();
            projection.showsReserved(order);

            try (Connection connection = tables.connect();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("LOCK TABLE stock_ledger IN ACCESS EXCLUSIVE MODE");
                List<CompletableFuture<HttpStatusCode>> lists = IntStream.range(0, QUESTIONS)
                        .mapToObj(_ -> ledger(projection, deal.dealId()))
                        .toList();
                await().atMost(SOON).until(() -> waitingLists() >= 4);

                projection.showsReserved(order);
                projection.readiness().isOk();

                connection.rollback();
                assertThat(lists)
                        .allSatisfy(list ->
                                assertThat(list.orTimeout(30, SECONDS).join()).isEqualTo(HttpStatus.OK));
            }
        }
    }

    private static CompletableFuture<HttpStatusCode> ledger(RunningProjection projection, int dealId) {
        return CompletableFuture.supplyAsync(
                () -> projection
                        .as("olga", "ops")
                        .get()
                        .uri("/deals/%d/ledger".formatted(dealId))
                        .exchange()
                        .expectBody()
                        .returnResult()
                        .getStatus(),
                Thread::startVirtualThread);
    }

    private int waitingLists() {
        return Integer.parseInt(
                tables.column("SELECT count(*)::text FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND wait_event_type = 'Lock' AND query LIKE 'SELECT * FROM stock_ledger%'")
                        .getFirst());
    }
}
