package io.fairline.projection.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fairline.local.LocalServers;
import io.fairline.projection.domain.Advance;
import io.fairline.projection.domain.Changes;
import io.fairline.projection.domain.Order;
import io.fairline.projection.domain.OrderChange;
import io.fairline.projection.domain.OrderStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a batch ends that others have to draw conclusions from. */
class EventStoreTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int PARTITION = 3;
    private static final String END_WHO_WAITS = """
            SELECT count(pg_terminate_backend(pid)) AS ended FROM pg_stat_activity
             WHERE datname = current_database() AND wait_event_type = 'Lock'
            """;

    private final StoreOfATest store = new StoreOfATest(LocalServers.shared());

    @AfterEach
    void end() {
        store.close();
    }

    @Test
    void commitBeginsBeforeItsTransactionWaitsForAnybody() throws Exception {
        CompletableFuture<@Nullable AppliedBatch> applied;
        long whileItWaits;
        try (AutoCloseable _ = store.lock(PARTITION)) {
            applied = apply();
            whileItWaits = System.nanoTime();
            assertThat(applied).isNotDone();
        }

        assertThat(applied)
                .succeedsWithin(SOON)
                .satisfies(batch ->
                        assertThat(batch.commitBegunNanos() - whileItWaits).isNegative());
    }

    @Test
    void rowsThatAreNotTakenAreRefusedInOneLine() {
        store.execute("ALTER TABLE orders ADD CONSTRAINT not_alice CHECK (shopper <> 'alice')");

        assertThatThrownBy(() -> apply().join())
                .cause()
                .isInstanceOf(BatchRefused.class)
                .message()
                .contains("not_alice")
                .hasLineCount(1);
    }

    @Test
    void connectionThatIsLostIsNoRefusal() throws Exception {
        try (AutoCloseable _ = store.lock("LOCK TABLE orders")) {
            CompletableFuture<@Nullable AppliedBatch> applied = apply();
            await().atMost(SOON).until(() -> ended() == 1);

            assertThat(applied)
                    .failsWithin(SOON)
                    .withThrowableThat()
                    .havingCause()
                    .isNotInstanceOfAny(BatchRefused.class, Fenced.class);
        }
    }

    private long ended() {
        return store.queries()
                .sql(END_WHO_WAITS)
                .map(row -> Rows.number(row, "ended"))
                .one()
                .blockOptional(SOON)
                .orElseThrow();
    }

    private CompletableFuture<@Nullable AppliedBatch> apply() {
        Order order = new Order(
                UUID.fromString("00000007-0000-8000-8000-000000000001"),
                7,
                "alice",
                1,
                OrderStatus.REJECTED,
                "SOLD_OUT",
                1L,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                2,
                1,
                null);
        Changes changes = new Changes(List.of(new OrderChange.Placed(order)), List.of(), List.of(), Set.of());
        return store.events()
                .apply(List.of(new Advance(PARTITION, 0, 1, 1)), changes)
                .toFuture();
    }
}
