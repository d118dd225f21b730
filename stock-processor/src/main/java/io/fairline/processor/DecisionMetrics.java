package io.fairline.processor;

import io.fairline.processor.domain.Event;
import io.fairline.processor.domain.Event.OrderRejected;
import io.fairline.processor.domain.Event.RejectionReason;
import io.fairline.processor.domain.Repetition;
import io.fairline.processor.topology.DecisionObserver;
import io.fairline.processor.wire.Cause;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts events by kind, and rejections by reason: wins and losses are never added up. */
final class DecisionMetrics implements DecisionObserver {

    private static final Logger LOG = LoggerFactory.getLogger(DecisionMetrics.class);
    private static final long LOUD_DEAD_LETTERS = 20;
    private static final long THEN_EVERY = 1_000;

    private final Map<Class<?>, Counter> decided;
    private final Map<RejectionReason, Counter> rejected;
    private final Map<Repetition, Counter> repeated;
    private final Counter deadLettered;
    private final Timer waited;
    private final Counter clockBehind;

    DecisionMetrics(MeterRegistry meters) {
        decided = Arrays.stream(Event.class.getPermittedSubclasses())
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(),
                        kind -> counter("fairline.processor.events", "Events that decisions made")
                                .tag("kind", kind.getSimpleName())
                                .register(meters)));
        rejected = byReason(
                RejectionReason.class,
                reason -> counter("fairline.processor.rejections", "Orders that were rejected")
                        .tag("reason", reason.name())
                        .register(meters));
        repeated = byReason(
                Repetition.class,
                repetition -> counter("fairline.processor.repetitions", "Commands that came before")
                        .tag("kind", repetition.name())
                        .register(meters));
        deadLettered = counter("fairline.processor.dead.letters", "Records that could not be read")
                .register(meters);
        waited = Timer.builder("fairline.processor.decision.lag")
                .description("From a command's append to its decision, by two machines' clocks")
                .register(meters);
        clockBehind = Counter.builder("fairline.processor.clock.behind")
                .description(
                        "Commands decided before they were appended, by two machines' clocks: the processor's is behind,"
                                + " and the holds of quiet deals end as much late")
                .register(meters);
    }

    @Override
    public void decided(Event event) {
        increment(decided.get(event.getClass()));
        if (event instanceof OrderRejected lost) {
            increment(rejected.get(lost.reason()));
        }
    }

    @Override
    public void repeated(Repetition repetition) {
        increment(repeated.get(repetition));
    }

    @Override
    public void deadLettered(Cause record, String reason) {
        deadLettered.increment();
        long letters = (long) deadLettered.count();
        // Somebody who sends nothing but garbage shall not fill the disk with lines about it.
        if (letters <= LOUD_DEAD_LETTERS || letters % THEN_EVERY == 0) {
            LOG.warn(
                    "the record at offset {} of partition {} of the commands could not be read and is now dead letter number {}: {}",
                    record.offset(),
                    record.partition(),
                    letters,
                    reason);
        }
    }

    @Override
    public void waited(long millis) {
        waited.record(Math.max(0, millis), TimeUnit.MILLISECONDS);
        if (millis < 0) {
            clockBehind.increment();
        }
    }

    private static Counter.Builder counter(String name, String what) {
        return Counter.builder(name)
                .description(what + "; what an aborted transaction has undone counts again when it is decided again");
    }

    private static void increment(@org.jspecify.annotations.Nullable Counter counter) {
        if (counter != null) {
            counter.increment();
        }
    }

    private static <E extends Enum<E>> Map<E, Counter> byReason(Class<E> type, Function<E, Counter> counter) {
        Map<E, Counter> counters = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            counters.put(constant, counter.apply(constant));
        }
        return counters;
    }
}
