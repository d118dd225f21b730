package io.fairline.projection.log;

import io.fairline.projection.domain.DealEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Map<Integer, AtomicLong> lags = new ConcurrentHashMap<>();

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
                .description("From the append of the command to its events applied, for a batch's newest event")
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
        events.increment(batch.size());
        batches.record(batch.size());
        age.record(Duration.between(batch.getLast().decidedAt(), clock.instant()));
    }

    void lag(int partition, OptionalLong behind) {
        behind.ifPresent(
                value -> lags.computeIfAbsent(partition, this::lagGauge).set(value));
    }

    private AtomicLong lagGauge(int partition) {
        AtomicLong value = new AtomicLong();
        Gauge.builder("fairline.projection.lag", value, AtomicLong::doubleValue)
                .description("Events written and not yet applied")
                .tag("partition", Integer.toString(partition))
                .register(registry);
        return value;
    }
}
