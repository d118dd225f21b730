package io.fairline.perf.compare;

import io.fairline.perf.load.CompilerTime;
import java.time.Duration;

/** Says how the figures came about, with the numbers that the code itself goes by. */
final class Legend {

    private static final String START = "## How to read it\n\n";
    private static final String TERMS = """
            - **Lines** of code that an alternative adds to what all of them share; of Fairline the three services whole.
            - PostgreSQL forces every commit to disk (`fsync=on`). Redis forces every write (`appendfsync always`) where it holds \
            stock or orders: for `redis-script` and `redis-stream`. Under `redis-lock` it holds locks, under Fairline a cache; \
            there it keeps no file.
            - Kafka acknowledges when all in-sync replicas have the record, and does not force it to disk: its promise comes \
            from several brokers. Here it runs with one, which survives `kill -9` of everything, but not a power cut.
            - The alternatives have the HTTP stack, the token checks and the heap of Fairline's order-intake; each instance has \
            16 connections to the database. They let no hold expire, confirm nothing, and keep no ledger.
            - JVMs start from AOT caches of ones that saw load: Fairline's of `make train`, an alternative's of its first visit, \
            which itself begins without.

            """;

    private Legend() {}

    static String text() {
        return START + rates() + waits() + kills() + TERMS;
    }

    private static String rates() {
        return """
            - **Requested and completed a second**: the highest rate that was held, found by the same search for all, to within \
            %d %%. ≥ stands where it ended without a rate that close above it that was too much, or where the one above failed \
            by the generator: then more may be possible.
            - A rate is held when at least %d %% of the requests were decided %d s after the last one, the p99 from request to \
            decision stayed under %d ms, and the line did not grow: the median wait by less than %d %% of the time that passed. \
            At most %d %% may be sent %d ms late by the generator itself, which shares the processors.
            - Before the search a contender takes orders for %d s at a time, as many as it can or more, until the compilers of its \
            JVMs use less than %.1f of a core; a few minutes at most.
            """.formatted(
                        percent(RateSearch.CLOSE_ENOUGH - 1),
                        percent(RateFigures.LEAST_COMPLETED),
                        Duration.ofNanos(LoadPhase.GRACE_NANOS).toSeconds(),
                        RateFigures.LONGEST_P99_MILLIS,
                        percent(RateFigures.MOST_GROWTH),
                        percent(RateFigures.MOST_LATE),
                        Duration.ofNanos(LoadPhase.LATE_NANOS).toMillis(),
                        WarmUp.SLICE_SECONDS,
                        CompilerTime.MOST_CORES_WHEN_WARM);
    }

    private static String waits() {
        return """
            - **Answered** is request to answer, a refusal included, **decided** is request to the decision its shopper can \
            see. Who decides before answering has one and the same.
            - Of the others %d orders a second are followed. Fairline is asked for each with `%s`, which it answers once \
            the order is decided. Whoever cannot wait is asked again and again: each time after a tenth of what the order has \
            waited so far, %d ms at least and %d ms at most. So much later than it was a decision may be seen.
            - Both count from when the order was due (no coordinated omission). What had no answer in the end counts with the \
            time until then.
            - **CPU per order**: of all processes that work for the contender, databases and brokers included, for each order \
            decided.
            - **Overtaken**: orders that stand in line behind one that was sent at least %d ms later. Of `memory-queue` with two \
            instances the places of both lines are compared; of `skip-locked` the number of the first unit.
            """.formatted(
                        LoadPhase.WATCHED_PER_SECOND,
                        FairlineContender.WAIT,
                        Duration.ofNanos(Watch.SHORTEST_PAUSE_NANOS).toMillis(),
                        Duration.ofNanos(Watch.LONGEST_PAUSE_NANOS).toMillis(),
                        Duration.ofNanos(Inversions.NOTICEABLE_NANOS).toMillis());
    }

    private static String kills() {
        return """
            - **Lost, oversold, undersold**: at half that rate, with stock for %d %% of the orders, an instance is killed with -9 \
            after about a third of the time and started again: of two the one that used more CPU in the second before. Of Fairline one \
            intake, one processor and one projection are killed at once.
            - What had no answer is sent again once, with its key. Then as many orders come again until all deals decide and are \
            sold out and nothing more is sold, %d times at most.
            - Lost orders had a 201 or 202 and no decision, although none had come for %d s.
            - Undersold units were left while shoppers were told that there were none; – where not all deals sold out.
            - **Again after**: seconds from the kill until every deal whose decisions were seen before it had one (or a sold-out) \
            for an order sent after it: the last deal counts. Of those who decide after answering the first order of each deal \
            is followed, and more of them as above.
            """.formatted(
                percent(KillTrial.STOCK_SHARE), KillTrial.MOST_PHASES_AFTER_KILL, Visit.LONGEST_SILENCE.toSeconds());
    }

    private static long percent(double share) {
        return Math.round(100 * share);
    }
}
