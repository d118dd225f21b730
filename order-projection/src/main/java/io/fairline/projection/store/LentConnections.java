package io.fairline.projection.store;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The connections a pool has lent. A server that vanishes enforces no timeout, and TCP waits for it for a quarter of an
 * hour: a connection that is out for too long is closed here.
 *
 * <p>Closed, not cancelled: whatever runs on it, a transaction too, ends with an error, and the pool sees that the
 * connection is of no more use. A cancelled one would go back into the pool and keep its next borrower waiting.
 */
final class LentConnections {

    private static final Logger LOG = LoggerFactory.getLogger(LentConnections.class);
    private static final Duration LONG_ENOUGH_FOR_DOUBT = Duration.ofMillis(500);
    private static final Duration PROOF = Duration.ofSeconds(1);
    private static final Duration DOUBT = Duration.ofMinutes(1);

    private final Duration longest;
    private final Map<Connection, Loan> loans = new ConcurrentHashMap<>();
    private final AtomicLong doubtfulUntilNanos;

    /**
     * @param longest a connection may be out
     * @param doubtfulUntilNanos shared with other pools of the same server
     */
    LentConnections(Duration longest, AtomicLong doubtfulUntilNanos) {
        this.longest = longest;
        this.doubtfulUntilNanos = doubtfulUntilNanos;
    }

    /** Before a connection is lent. Once one was silent the others have to prove for a while that they are not. */
    Mono<Void> begin(Connection connection) {
        Mono<Void> lent = Mono.fromRunnable(() -> {
            long now = System.nanoTime();
            Disposable alarm =
                    Schedulers.parallel().schedule(() -> overdue(connection, now), longest.toMillis(), MILLISECONDS);
            Loan earlier = loans.put(connection, new Loan(now, alarm));
            if (earlier != null) {
                earlier.alarm.dispose();
            }
        });
        return Mono.defer(() -> System.nanoTime() - doubtfulUntilNanos.get() < 0 ? proof(connection) : Mono.empty())
                .then(lent);
    }

    /** Before a connection goes back. Whoever gave up waiting for it leaves a connection that may never answer. */
    Mono<Void> end(Connection connection) {
        return Mono.defer(() -> {
            Loan loan = loans.remove(connection);
            if (loan == null) {
                return Mono.empty();
            }
            loan.alarm.dispose();
            boolean doubtful = System.nanoTime() - loan.sinceNanos > LONG_ENOUGH_FOR_DOUBT.toNanos();
            return doubtful ? proof(connection) : Mono.empty();
        });
    }

    /** One round trip; an error where it is not answered. */
    private Mono<Void> proof(Connection connection) {
        return Mono.from(connection.validate(ValidationDepth.REMOTE))
                .filter(Boolean::booleanValue)
                .switchIfEmpty(Mono.error(() -> new R2dbcNonTransientResourceException("The connection is dead")))
                .timeout(PROOF)
                .onErrorMap(TimeoutException.class, e -> new R2dbcTimeoutException("The connection is silent", e))
                .doOnError(_ -> doubt())
                .then();
    }

    private void overdue(Connection connection, long sinceNanos) {
        Loan loan = loans.get(connection);
        if (loan == null || loan.sinceNanos != sinceNanos || !loans.remove(connection, loan)) {
            return;
        }
        doubt();
        LOG.warn("Postgres has not answered for {}: a connection is given up", longest);
        var _ = Mono.from(connection.close())
                .subscribe(_ -> {}, failure -> LOG.debug("A connection does not even close: {}", failure.toString()));
    }

    private void doubt() {
        doubtfulUntilNanos.set(System.nanoTime() + DOUBT.toNanos());
    }

    private record Loan(long sinceNanos, Disposable alarm) {}
}
