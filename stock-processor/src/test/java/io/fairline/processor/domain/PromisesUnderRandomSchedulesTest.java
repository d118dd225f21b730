package io.fairline.processor.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Repeat a run with {@code -Dseed=…}, make it longer with {@code -Ddecisions=…}. */
class PromisesUnderRandomSchedulesTest {

    private static final int DECISIONS_PER_DEAL = 1_000;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final long decisions = Long.getLong("decisions", 1_200_000);

    @Test
    void everyPromiseIsKeptThroughAMillionDecisions() {
        System.out.printf("promises under random schedules: %,d decisions, -Dseed=%d%n", decisions, seed);
        SplittableRandom random = new SplittableRandom(seed);
        Map<Class<?>, Long> seen = new HashMap<>();
        for (long done = 0; done < decisions; done += DECISIONS_PER_DEAL) {
            long dealSeed = random.nextLong();
            try {
                for (Event event : new Run(RulesUnderTest.real(), dealSeed).events(DECISIONS_PER_DEAL)) {
                    seen.merge(event.getClass(), 1L, Long::sum);
                }
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("with -Dseed=%d, deal seed %d: %s".formatted(seed, dealSeed, e), e);
            }
        }
        assertThat(seen.keySet())
                .as("a schedule that never gets somewhere proves nothing")
                .containsExactlyInAnyOrder(Event.class.getPermittedSubclasses());
    }

    @Test
    void everyReasonThatThereIsWasGivenToSomebody() {
        Map<Event.RejectionReason, Long> rejections = new EnumMap<>(Event.RejectionReason.class);
        Map<Event.RefusalReason, Long> refusals = new EnumMap<>(Event.RefusalReason.class);
        SplittableRandom random = new SplittableRandom(seed);
        for (int deal = 0; deal < 200; deal++) {
            for (Event event : new Run(RulesUnderTest.real(), random.nextLong()).events(DECISIONS_PER_DEAL)) {
                if (event instanceof Event.OrderRejected rejected) {
                    rejections.merge(rejected.reason(), 1L, Long::sum);
                } else if (event instanceof Event.CommandRefused refused) {
                    refusals.merge(refused.reason(), 1L, Long::sum);
                }
            }
        }
        assertThat(rejections.keySet()).as("-Dseed=%d", seed).containsExactlyInAnyOrder(Event.RejectionReason.values());
        assertThat(refusals.keySet()).as("-Dseed=%d", seed).containsExactlyInAnyOrder(Event.RefusalReason.values());
    }

    /** One deal's life under one seed. */
    static final class Run {

        private static final int DEAL = 7;

        private final RulesUnderTest rules;
        private final DealInMemory deal;
        private final RandomSchedule schedule;

        Run(RulesUnderTest rules, long dealSeed) {
            SplittableRandom random = new SplittableRandom(dealSeed);
            this.rules = rules;
            this.deal = new DealInMemory(DEAL, rules, random.nextInt(1, 6), Invariants.all());
            this.schedule = new RandomSchedule(random.nextLong(), DEAL, random.nextInt(20, 600));
        }

        List<Event> events(int decisionCount) {
            List<Event> events = new ArrayList<>();
            for (int i = 0; i < decisionCount; i++) {
                long nowMillis = schedule.nextTimeMillis();
                events.addAll(deal.decide(schedule.nextCommand(), nowMillis));
            }
            new ReplayGivesTheSameState().check(rules, deal, events);
            return events;
        }
    }

    /** Who folds all events from nothing stands where the decider stands. */
    static final class ReplayGivesTheSameState implements Invariant {

        void check(RulesUnderTest rules, DealInMemory live, List<Event> events) {
            DealInMemory replayed = new DealInMemory(live.deal().dealId(), RulesUnderTest.real(), 1, List.of());
            events.forEach(replayed::replay);
            // The earliest deadline is the live one's note of where to look next; it may be early.
            Deal expected = live.deal().withEarliestDeadline(Deal.NO_DEADLINE);
            Deal actual = replayed.deal().withEarliestDeadline(Deal.NO_DEADLINE);
            require(actual.equals(expected), actual, expected, rules);
            Map<UUID, Order> orders = replayed.orders();
            require(orders.equals(live.orders()), "orders differ");
        }
    }
}
