package io.fairline.intake.idempotency;

import static java.util.concurrent.TimeUnit.MICROSECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.DefaultEventExecutor;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PacedFlushTest {

    private static final Duration PACE = Duration.ofMillis(1);
    private static final long LIMIT_NANOS = 10_000_000_000L;

    private final EmbeddedChannel clock = new EmbeddedChannel();
    private final AtomicInteger flushes = new AtomicInteger();
    private final PacedFlush paced = new PacedFlush(flushes::incrementAndGet, PACE);

    @BeforeEach
    void stopTheClock() {
        clock.freezeTime();
    }

    @AfterEach
    void close() {
        clock.finishAndReleaseAll();
    }

    @Test
    void theFirstGoesAtOnceAndThoseBehindItTogether() {
        ask();
        assertThat(flushes).hasValue(1);

        ask();
        ask();
        pass(999);
        assertThat(flushes).hasValue(1);
        pass(1);
        assertThat(flushes).hasValue(2);
    }

    @Test
    void whoComesAfterAPauseDoesNotWait() {
        ask();
        pass(1_000); // nobody asked: the turns end
        pass(10_000);
        assertThat(flushes).hasValue(1);

        ask();
        assertThat(flushes).hasValue(2);
    }

    @Test
    void whoAsksDuringAFlushGetsTheNext() {
        PacedFlush[] self = new PacedFlush[1];
        self[0] = new PacedFlush(
                () -> {
                    if (flushes.incrementAndGet() == 1) {
                        self[0].soon(clock.eventLoop());
                    }
                },
                PACE);

        self[0].soon(clock.eventLoop());
        clock.runPendingTasks();
        assertThat(flushes).hasValue(1);
        pass(1_000);
        assertThat(flushes).hasValue(2);
    }

    /** Each round asks anew when the one before was flushed, at all moments of a turn's end. */
    @Test
    void nobodyIsForgottenBetweenTwoTurns() throws InterruptedException {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        DefaultEventExecutor loop = new DefaultEventExecutor();
        try {
            PacedFlush quick = new PacedFlush(flushes::incrementAndGet, Duration.ofNanos(1_000));
            for (int round = 0; round < 50_000; round++) {
                int before = flushes.get();
                quick.soon(loop);
                long limit = System.nanoTime() + LIMIT_NANOS;
                while (flushes.get() == before) {
                    assertThat(System.nanoTime())
                            .as("round %d, seed %d", round, seed)
                            .isLessThan(limit);
                }
                for (int spins = random.nextInt(2_000); spins > 0; spins--) {
                    Thread.onSpinWait();
                }
            }
        } finally {
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        }
    }

    private void ask() {
        paced.soon(clock.eventLoop());
        clock.runPendingTasks();
    }

    private void pass(int micros) {
        clock.advanceTimeBy(micros, MICROSECONDS);
        clock.runScheduledPendingTasks();
        clock.runPendingTasks();
    }
}
