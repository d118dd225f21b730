package io.fairline.projection.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairline.local.LocalServers;
import io.fairline.projection.domain.Counts;
import io.fairline.projection.domain.Deal;
import io.fairline.projection.domain.Order;
import io.fairline.projection.domain.OrderStatus;
import io.fairline.projection.domain.Phase;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** How many queries many readers make. */
class SharedReadsTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int PARTITION = 3;
    private static final int OTHER_PARTITION = 4;
    private static final Order ORDER = new Order(
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

    private static final Deal DEAL =
            new Deal(7, "Lamp", Phase.OPEN, new Counts(10, 0, 0), 1, 60, null, Instant.EPOCH, 1, null);

    private final StoreOfATest store = new StoreOfATest(LocalServers.shared());
    private final AtomicInteger queries = new AtomicInteger();
    private final Sinks.Empty<Void> gate = Sinks.empty();
    private final StatusQueries behindTheGate = new StatusQueries(behind(gate.asMono()));
    private final SharedReads<StatusKey<UUID>, AsOf<Order>> orders = new SharedReads<>(behindTheGate::orders, SOON);
    private final SharedReads<StatusKey<Integer>, AsOf<Deal>> deals = new SharedReads<>(behindTheGate::deals, SOON);

    @AfterEach
    void end() {
        store.close();
    }

    @Test
    void whoComesWhileQueriesAreUnderWaySharesTheNext() {
        store.place(ORDER, PARTITION);
        List<CompletableFuture<@Nullable AsOf<Order>>> readings = new ArrayList<>();
        for (int reader = 0; reader < 400; reader++) {
            readings.add(
                    orders.read(new StatusKey<>(ORDER.orderId(), PARTITION)).toFuture());
        }
        CompletableFuture<@Nullable AsOf<Order>> unknown =
                orders.read(new StatusKey<>(UUID.randomUUID(), OTHER_PARTITION)).toFuture();
        gate.tryEmitEmpty();

        assertThat(readings).allSatisfy(reading -> assertThat(reading.join()).isEqualTo(new AsOf<>(ORDER, 1)));
        assertThat(unknown.join()).isEqualTo(new AsOf<Order>(null, -1));
        assertThat(queries).hasValue(3);
    }

    @Test
    void manyThatWatchOneDealShareQueriesToo() {
        store.open(DEAL, PARTITION);
        List<CompletableFuture<@Nullable AsOf<Deal>>> readings = new ArrayList<>();
        for (int reader = 0; reader < 400; reader++) {
            readings.add(deals.read(new StatusKey<>(DEAL.dealId(), PARTITION)).toFuture());
        }
        CompletableFuture<@Nullable AsOf<Deal>> unknown =
                deals.read(new StatusKey<>(8, OTHER_PARTITION)).toFuture();
        gate.tryEmitEmpty();

        assertThat(readings).allSatisfy(reading -> assertThat(reading.join()).isEqualTo(new AsOf<>(DEAL, 1)));
        assertThat(unknown.join()).isEqualTo(new AsOf<Deal>(null, -1));
        assertThat(queries).hasValue(3);
    }

    @Test
    void aQueryThatFailedGivesItsTurnBack() {
        store.losePostgres();
        gate.tryEmitEmpty();

        for (int reader = 0; reader < 3; reader++) {
            assertThatThrownBy(() -> orders.read(new StatusKey<>(UUID.randomUUID(), PARTITION))
                            .block(SOON))
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageNotContaining("has not answered");
        }
    }

    @Test
    void nobodyWaitsForEver() {
        SharedReads<StatusKey<UUID>, AsOf<Order>> impatient =
                new SharedReads<>(behindTheGate::orders, Duration.ofMillis(1));

        assertThatThrownBy(() -> impatient
                        .read(new StatusKey<>(UUID.randomUUID(), PARTITION))
                        .block(SOON))
                .isInstanceOf(DataAccessResourceFailureException.class)
                .hasMessageContaining("has not answered");
    }

    @Test
    void readersThatAreTooManyAreTurnedAway() {
        List<CompletableFuture<@Nullable AsOf<Order>>> readings = new ArrayList<>();
        for (int reader = 0; reader < 10_002; reader++) {
            readings.add(
                    orders.read(new StatusKey<>(UUID.randomUUID(), PARTITION)).toFuture());
        }
        assertThat(readings).noneMatch(CompletableFuture::isDone);

        assertThatThrownBy(() -> orders.read(new StatusKey<>(UUID.randomUUID(), PARTITION))
                        .block(SOON))
                .isInstanceOf(DataAccessResourceFailureException.class)
                .hasMessageContaining("Too many");
        gate.tryEmitEmpty();
        assertThat(readings).allSatisfy(reading -> assertThat(reading.join()).isEqualTo(new AsOf<Order>(null, -1)));
    }

    @Test
    void whoHasGoneTakesNobodysPlaceAndIsNotAskedFor() {
        store.place(ORDER, PARTITION);
        List<Disposable> gone = new ArrayList<>();
        for (int reader = 0; reader < 10_002; reader++) {
            gone.add(orders.read(new StatusKey<>(UUID.randomUUID(), PARTITION)).subscribe());
        }
        gone.forEach(Disposable::dispose);

        CompletableFuture<@Nullable AsOf<Order>> reading =
                orders.read(new StatusKey<>(ORDER.orderId(), PARTITION)).toFuture();
        gate.tryEmitEmpty();

        assertThat(reading.join()).isEqualTo(new AsOf<>(ORDER, 1));
        assertThat(queries).hasValue(3);
    }

    /** The database, from that moment on. */
    private DatabaseClient behind(Mono<Void> opened) {
        ConnectionFactory real = store.queries().getConnectionFactory();
        return DatabaseClient.builder()
                .connectionFactory(new ConnectionFactory() {
                    @Override
                    public Mono<Connection> create() {
                        queries.incrementAndGet();
                        return opened.then(
                                Mono.defer(() -> Mono.from(real.create()).map(connection -> connection)));
                    }

                    @Override
                    public ConnectionFactoryMetadata getMetadata() {
                        return real.getMetadata();
                    }
                })
                .namedParameters(false)
                .build();
    }
}
