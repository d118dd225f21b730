package io.fairline.perf.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Finds who works most. Of the instances that could decide a deal, that is the one which does. */
public final class Busiest {

    private static final long LOOK_MILLIS = 1_000;

    private Busiest() {}

    /**
     * The one that uses most CPU while this looks on, for a second; at once where there is no choice.
     *
     * @param candidates at least one; whoever has no pid does not run, and is taken only where nobody does
     */
    public static <T> T of(List<T> candidates, Function<? super T, OptionalInt> pid) {
        if (candidates.size() == 1) {
            return candidates.getFirst();
        }
        List<Long> before =
                candidates.stream().map(one -> micros(pid.apply(one))).toList();
        pause();
        T busiest = candidates.getFirst();
        long most = Long.MIN_VALUE;
        for (int i = 0; i < before.size(); i++) {
            T one = candidates.get(i);
            OptionalInt running = pid.apply(one);
            long used = running.isPresent() ? micros(running) - before.get(i) : Long.MIN_VALUE;
            if (used > most) {
                most = used;
                busiest = one;
            }
        }
        return busiest;
    }

    private static long micros(OptionalInt pid) {
        if (pid.isEmpty()) {
            return 0;
        }
        try {
            return ProcessMeter.cpuMicros(Files.readString(Path.of("/proc", String.valueOf(pid.getAsInt()), "stat")));
        } catch (IOException e) {
            return 0; // it has ended, or there is no /proc
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
