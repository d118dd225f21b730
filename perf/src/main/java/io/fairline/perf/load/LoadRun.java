package io.fairline.perf.load;

import io.fairline.perf.fairness.CachedStatus;
import io.fairline.perf.http.HttpLoop;
import io.fairline.perf.http.Pool;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** One run from the opening of its deals to the last decision. Use once. */
public final class LoadRun {

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(15);
    private static final long TURN_NANOS = 20_000_000;
    private static final long REST_NANOS = Duration.ofSeconds(2).toNanos();
    private static final int MOST_FOLLOWED_AT_ONCE = 256;

    private final Target target;
    private final LoadSettings settings;
    private final String name;
    private final PrintStream out;
    private final Shoppers shoppers;
    private final OrderBook book = new OrderBook();
    private final LoadCounts counts = new LoadCounts();
    private final List<Integer> dealIds;
    private final ProcessMeter meter;
    private final HttpLoop loop = new HttpLoop(ANSWER_LIMIT);
    private final List<Pool> intakes;
    private final OrderRequests requests;
    private final Followers followers;
    private final Retries retries;
    private @Nullable EventTap tap;
    private Histogram lateness = new Histogram(3);
    private long overflowed;
    private long startNanos;
    private long windowStartNanos;
    private long windowEndNanos;
    private long generatorMicros;

    /** Connects; fails when a part of the target does not answer. */
    public LoadRun(String name, Target target, Shoppers shoppers, LoadSettings settings, PrintStream out) {
        this.name = name;
        this.target = target;
        this.settings = settings;
        this.out = out;
        this.shoppers = shoppers;
        this.dealIds = DealSetup.freshDealIds(settings.deals());
        this.meter = new ProcessMeter(target.processes());
        this.intakes = target.intakes().stream()
                .map(uri -> loop.connect(uri, settings.connections()))
                .toList();
        List<Pool> projections = target.projections().stream()
                .map(uri -> loop.connect(uri, Math.max(MOST_FOLLOWED_AT_ONCE, settings.connections())))
                .toList();
        this.requests = new OrderRequests(name, shoppers, dealIds, settings.maxQuantity());
        this.followers = new Followers(loop, projections, intakes, book, requests, counts, settings);
        this.retries = new Retries(loop, intakes, book, requests);
    }

    /** Arrivals by the clock at the settings' rate, once the services have warmed up and have nothing left to do. */
    public RunRecord openLoop() {
        return record(events -> {
            warmUp(events);
            OpenLoop open = new OpenLoop(loop, intakes, book, requests, followers, retries, counts, settings);
            windowStartNanos = System.nanoTime();
            windowEndNanos = windowStartNanos + settings.duration().toNanos();
            startMeters();
            open.send(new Arrivals(settings.rate(), windowStartNanos, windowEndNanos, settings.seed() + 2));
            lateness = open.lateness();
            overflowed = open.overflowed();
        });
    }

    /** A JVM that has just started runs at a fraction of its speed: nothing counts until the compilers have little left to do. */
    private void warmUp(EventTap events) {
        for (int warmUps = 0; warmUps < settings.mostWarmUps(); warmUps++) {
            long compilersBefore = compilerMicros();
            long beganNanos = System.nanoTime();
            warmUpOnce(events);
            double cores = (compilerMicros() - compilersBefore) * 1_000.0 / (System.nanoTime() - beganNanos);
            if (settings.mostWarmUps() > 1) {
                out.printf("  warming up: the services' compilers used %.2f cores%n", cores);
            }
            if (cores < CompilerTime.MOST_CORES_WHEN_WARM) {
                return;
            }
        }
    }

    private long compilerMicros() {
        return CompilerTime.micros(target.processes().get().values());
    }

    /**
     * As many orders as the warm-up's time would bring at the rate, each sent when the one before has its answer: what
     * is still cold takes them as fast as it can, and no line of old orders stands before the measured ones.
     */
    private void warmUpOnce(EventTap events) {
        int orders = settings.rate() * (int) settings.warmUp().toSeconds();
        long deadlineNanos = System.nanoTime() + settings.warmUp().toNanos();
        closedLoop(ClosedLoop.Patience.UNTIL_ANSWERED, settings.followEvery())
                .run(orders, Math.max(1, settings.connections() / 2), deadlineNanos);
        drain(events);
    }

    /** Users who each order once and wait for the decision, so many at a time. */
    public RunRecord closedLoop(int users, int atOnce) {
        return closed(ClosedLoop.Patience.UNTIL_DECIDED, users, atOnce);
    }

    /** Users one after another: each sends when the one before has its answer. */
    public RunRecord queue(int users) {
        return closed(ClosedLoop.Patience.UNTIL_ANSWERED, users, 1);
    }

    private RunRecord closed(ClosedLoop.Patience patience, int users, int atOnce) {
        return record(_ -> {
            windowStartNanos = startNanos;
            startMeters();
            closedLoop(patience, 1)
                    .run(users, atOnce, startNanos + settings.duration().toNanos());
            windowEndNanos = System.nanoTime();
        });
    }

    private ClosedLoop closedLoop(ClosedLoop.Patience patience, int followEvery) {
        return new ClosedLoop(
                loop, intakes, book, requests, followers, retries, counts, settings, patience, followEvery);
    }

    private RunRecord record(Consumer<EventTap> load) {
        try (DealSetup setup = new DealSetup(target)) {
            setup.open(dealIds, settings);
        }
        CacheWatch cache = new CacheWatch(target.storage(), followers.watched());
        try (cache;
                EventTap events = new EventTap(target, this::isOurs)) {
            tap = events;
            startNanos = System.nanoTime();
            try (Ticker _ = new Ticker(() -> tick(events))) {
                load.accept(events);
                generatorMicros = ProcessMeter.cpuMicrosOfThisProcess() - generatorMicros;
                drain(events);
                meter.stop(); // what is decided late costs as much
                awaitRest(events);
            }
        } finally {
            loop.close();
        }
        EventTap ended = Objects.requireNonNull(tap);
        ended.decisions().enterInto(book);
        if (cache.unanswered() > 0) {
            out.printf("cache or database did not answer %,d looks at them%n", cache.unanswered());
        }
        return result(ended, cache.seen());
    }

    private RunRecord result(EventTap events, List<CachedStatus> cacheSeen) {
        return new RunRecord(
                name,
                settings,
                dealIds,
                shoppers,
                book,
                events.lags(),
                meter.usage(),
                followers.sightings(),
                cacheSeen,
                retries.all(),
                followers.failures(),
                followers.failed(),
                windowStartNanos,
                windowEndNanos,
                generatorMicros,
                lateness,
                overflowed);
    }

    /** Waits until everything accepted is decided and everybody who waits has an answer, or time is up. */
    private void drain(EventTap events) {
        long deadline = System.nanoTime() + settings.drain().toNanos();
        while (System.nanoTime() < deadline
                && (loop.unfinished() > 0 || events.decidedSoFar() < counts.acceptedSoFar())) {
            loop.turn(System.nanoTime() + TURN_NANOS);
        }
    }

    /** Holds that run out soon do it before all is read: the checker compares what no longer moves. */
    private void awaitRest(EventTap events) {
        if (!settings.holdsRunOut()) {
            return;
        }
        out.printf("waiting %d s for the last holds to run out%n", settings.holdSeconds());
        long lastDeadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(settings.holdSeconds());
        long limit = lastDeadline + settings.drain().toNanos();
        while (System.nanoTime() < limit && (System.nanoTime() < lastDeadline || events.quietNanos() < REST_NANOS)) {
            loop.turn(System.nanoTime() + TURN_NANOS);
        }
    }

    private void startMeters() {
        meter.start();
        generatorMicros = ProcessMeter.cpuMicrosOfThisProcess();
    }

    private boolean isOurs(int dealId) {
        return dealId >= dealIds.getFirst() && dealId <= dealIds.getLast();
    }

    private void tick(EventTap events) {
        meter.sample();
        out.printf(
                "  %4.0f s  requested %,d  accepted %,d  decided %,d  seen decided %,d of the followed  (%s)  waiting %,d%n",
                (System.nanoTime() - startNanos) / 1e9,
                counts.requestedSoFar(),
                counts.acceptedSoFar(),
                events.decidedSoFar(),
                counts.visibleSoFar(),
                counts.others(),
                counts.unanswered());
    }
}
