package io.fairline.perf.compare;

import io.fairline.perf.http.HttpLoop;
import io.fairline.perf.http.Pool;
import io.fairline.perf.load.Arrivals;
import io.fairline.perf.load.ProcessMeter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Sends orders to a contender for a while: an open loop, where arrivals follow the clock whatever the answers do. */
final class LoadPhase implements AutoCloseable {

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);
    static final int WATCHED_PER_SECOND = 100;
    static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LONGEST_TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    /**
     * How much is sent.
     *
     * @param perSecond orders
     */
    record Plan(List<Integer> deals, int perSecond, int warmUpSeconds, int seconds, int connections, long seed) {}

    /**
     * What was sent and answered.
     *
     * @param orders all, the warm-up's too, in the order of their arrival
     * @param measuredFromNanos when the warm-up ended
     * @param endNanos when the last look was taken, a second after the last order was due
     * @param cpuMicros of the measured processes in between
     * @param lateShare how many of the orders the generator itself sent late, from 0 to 1
     */
    record Result(List<Placed> orders, long measuredFromNanos, long endNanos, long cpuMicros, double lateShare) {

        /** How long the slowest of each second waited for an answer and a decision: where a stall began and how it ended. */
        String bySecond() {
            Map<Long, List<Placed>> seconds = orders.stream()
                    .collect(Collectors.groupingBy(
                            order -> Math.floorDiv(order.dueNanos - measuredFromNanos, 1_000_000_000L),
                            TreeMap::new,
                            Collectors.toList()));
            return seconds.entrySet().stream()
                    .map(second -> "%+d s: %,d/%,d ms"
                            .formatted(
                                    second.getKey(),
                                    longestMillis(second.getValue(), order -> order.answeredNanos),
                                    longestMillis(
                                            second.getValue(),
                                            order -> order.isWatched ? order.decidedNanos : order.dueNanos)))
                    .collect(Collectors.joining(", ", "longest wait for answer/decision by second: ", ""));
        }

        private long longestMillis(List<Placed> some, ToLongFunction<Placed> happened) {
            return some.stream()
                    .mapToLong(order -> {
                        long nanos = happened.applyAsLong(order);
                        return TimeUnit.NANOSECONDS.toMillis((nanos > 0 ? nanos : endNanos) - order.dueNanos);
                    })
                    .max()
                    .orElse(0);
        }
    }

    private final Plan plan;
    private final Requests requests;
    private final HttpLoop loop = new HttpLoop(LONGEST_ANSWER);
    private final List<Pool> intakes;
    private final Watch watch;
    private final ProcessMeter meter;
    private final SplittableRandom random;
    private final List<Placed> orders = new ArrayList<>();
    private final Set<Integer> followedAnew = new HashSet<>();
    private volatile long followAnewFromNanos = Long.MAX_VALUE;
    private long late;

    LoadPhase(Contender contender, Requests requests, Plan plan, Supplier<Map<String, Long>> measured) {
        this.plan = plan;
        this.requests = requests;
        this.intakes = connect(contender.intakes(), plan.connections());
        int watchedByEach = Watch.MOST_WATCHED / contender.readers().size();
        this.watch = new Watch(loop, connect(contender.readers(), watchedByEach), requests, contender.waiting());
        this.meter = new ProcessMeter(measured);
        this.random = new SplittableRandom(plan.seed());
    }

    /** Returns a second after the last order was due: what is not decided by then does not count. */
    Result run() {
        long start = System.nanoTime();
        long measuredFrom = start + TimeUnit.SECONDS.toNanos(plan.warmUpSeconds());
        long end = measuredFrom + TimeUnit.SECONDS.toNanos(plan.seconds());
        Arrivals arrivals = new Arrivals(plan.perSecond(), start, end, plan.seed());
        send(arrivals, measuredFrom);
        meter.start();
        send(arrivals, Long.MAX_VALUE);
        while (System.nanoTime() < end + GRACE_NANOS) {
            watchForATurn();
        }
        meter.sample();
        long cpuMicros = meter.usage().values().stream()
                .mapToLong(ProcessMeter.Usage::cpuMicros)
                .sum();
        return new Result(
                orders, measuredFrom, System.nanoTime(), cpuMicros, (double) late / Math.max(1, orders.size()));
    }

    /** Follows of each deal also the first order that is due after this time: a sample may miss a deal. For any thread. */
    void followEachDealFrom(long nanos) {
        followAnewFromNanos = nanos;
    }

    /** After the run: goes on asking until all followed orders that were sent after that time are decided, or time is up. */
    void awaitDecisionsAfter(long sentNanos, Duration longest) {
        List<Placed> asked = orders.stream()
                .filter(order -> order.isWatched && order.dueNanos > sentNanos)
                .toList();
        long end = System.nanoTime() + longest.toNanos();
        while (asked.stream().anyMatch(order -> order.decidedNanos == 0) && System.nanoTime() < end) {
            watchForATurn();
        }
    }

    /** After the run: sends each order of unknown outcome once more with its key, as its shopper would. */
    void retryUnknown() {
        awaitAnswers();
        for (int number = 0; number < orders.size(); number++) {
            if (orders.get(number).answer == Answer.UNKNOWN) {
                submit(orders.get(number), number, (_, _) -> {});
            }
        }
        awaitAnswers();
    }

    private void awaitAnswers() {
        long end = System.nanoTime() + 2 * LONGEST_ANSWER.toNanos();
        while (loop.unfinished() > 0 && System.nanoTime() < end) {
            loop.turn(System.nanoTime() + LONGEST_TURN_NANOS);
        }
    }

    @Override
    public void close() {
        loop.close();
    }

    private void send(Arrivals arrivals, long untilNanos) {
        long nextTick = System.nanoTime() + TICK_NANOS;
        while (arrivals.hasNext() && arrivals.peekNanos() < untilNanos) {
            long now = System.nanoTime();
            while (arrivals.hasNext() && arrivals.peekNanos() <= now) {
                late += now - arrivals.peekNanos() > LATE_NANOS ? 1 : 0;
                place(arrivals.peekNanos());
                arrivals.advance();
            }
            watch.ask(now);
            if (now >= nextTick) {
                meter.sample();
                nextTick = now + TICK_NANOS;
            }
            loop.turn(arrivals.hasNext() ? Math.min(arrivals.peekNanos(), now + LONGEST_TURN_NANOS) : now);
        }
    }

    private void watchForATurn() {
        watch.ask(System.nanoTime());
        loop.turn(System.nanoTime() + LONGEST_TURN_NANOS);
    }

    private void place(long dueNanos) {
        int number = orders.size();
        int dealId = plan.deals().get(random.nextInt(plan.deals().size()));
        Placed order = new Placed(dueNanos, dealId, random.nextInt(requests.shoppers()));
        orders.add(order);
        // As many of each intake: one of them may be killed.
        boolean isWatched = number / intakes.size() % Math.max(1, plan.perSecond() / WATCHED_PER_SECOND) == 0;
        submit(order, number, (placed, location) -> {
            boolean isFirstAnew = placed.dueNanos > followAnewFromNanos && !followedAnew.contains(placed.dealId);
            if (placed.answer == Answer.IN_LINE
                    && (isWatched || isFirstAnew)
                    && watch.add(placed, location)
                    && placed.dueNanos > followAnewFromNanos) {
                followedAnew.add(placed.dealId);
            }
        });
    }

    private void submit(Placed order, int number, OrderCall.Next next) {
        OrderCall call = new OrderCall(order, requests, number, next);
        if (!loop.submit(intakes.get(number % intakes.size()), call)) {
            call.lost("too many wait for a connection", System.nanoTime());
        }
    }

    private List<Pool> connect(List<URI> servers, int connections) {
        return servers.stream().map(server -> loop.connect(server, connections)).toList();
    }
}
