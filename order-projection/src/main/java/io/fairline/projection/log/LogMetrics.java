package io.fairline.projection.log;

import static java.util.Comparator.naturalOrder;

import io.fairline.projection.domain.DealEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** What the log's side tells Prometheus. */
final class LogMetrics {

    private final MeterRegistry registry;
    private final Clock clock;
    private final Counter events;
    private final DistributionSummary batches;
    private final Timer transactions;
    private final Timer age;
    private final Map<Integer, Lag> lags = new HashMap<>();

    LogMetrics(MeterRegistry registry, Clock clock, Stalls stalls) {
        this.registry = registry;
        this.clock = clock;
        events = Counter.builder("fairline.projection.events.applied")
                .description("Events applied")
                .register(registry);
        batches = DistributionSummary.builder("fairline.projection.batch.events")
                .description("Events in one transaction")
                .register(registry);
        transactions = Timer.builder("fairline.projection.transaction")
                .description("From the first statement of a batch to its commit")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        age = Timer.builder("fairline.projection.event.age")
                .description("From the append of the command to its events applied, for a batch's oldest event")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        Gauge.builder("fairline.projection.stalls", stalls, it -> it.all().size())
                .description("Places where applying stands still")
                .register(registry);
    }

    <T> T timed(Supplier<T> transaction) {
        return transactions.record(transaction);
    }

    void applied(List<DealEvent> batch) {
        if (batch.isEmpty()) {
            return;
        }
        events.increment(batch.size());
        batches.record(batch.size());
        Instant oldest =
                batch.stream().map(DealEvent::decidedAt).min(naturalOrder()).orElseThrow();
        age.record(Duration.between(oldest, clock.instant()));
    }

    /** Of all partitions of this instance; one that is missing is another's to tell of. Called by one thread. */
    void lags(Map<Integer, OptionalLong> behind) {
        behind.forEach((partition, lag) -> lag.ifPresent(
                events -> lags.computeIfAbsent(partition, this::lag).events().set(events)));
        lags.entrySet().removeIf(lag -> {
            boolean gone = !behind.containsKey(lag.getKey());
            if (gone) {
                registry.remove(lag.getValue().gauge());
            }
            return gone;
        });
    }

    private Lag lag(int partition) {
        AtomicLong events = new AtomicLong();
        Gauge gauge = Gauge.builder("fairline.projection.lag", events, AtomicLong::doubleValue)
                .description("Events written and not yet applied")
                .tag("partition", Integer.toString(partition))
                .register(registry);
        return new Lag(events, gauge);
    }

    private record Lag(AtomicLong events, Gauge gauge) {}
}
