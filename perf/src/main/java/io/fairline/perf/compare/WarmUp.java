package io.fairline.perf.compare;

import io.fairline.perf.load.CompilerTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;

/**
 * A JVM that has just started runs at a fraction of its speed: nobody's orders count until the compilers have little left to
 * do. With each number of deals in turn, since one deal keeps one of several instances busy.
 */
record WarmUp(Visit visit) {

    static final int SLICE_SECONDS = 6;
    private static final int LEAST_SLICES = 4;
    private static final int MOST_SLICES = 60;
    private static final double STEP = 1.5;

    /**
     * Returns about what the contender takes, by the number of deals: where a search may begin.
     *
     * @param heldBefore what was held in an earlier visit, if there was one, by the number of deals
     */
    Map<Integer, Integer> run(SequencedMap<Integer, OptionalInt> heldBefore) {
        int firstRate = visit.settings().firstRate();
        Map<Integer, Integer> about = new LinkedHashMap<>();
        heldBefore.forEach((deals, held) -> about.put(deals, held.orElse(firstRate)));
        List<Integer> numbers = List.copyOf(about.keySet());
        Map<Integer, Double> compiling = new LinkedHashMap<>();
        for (int slice = 0; slice < LEAST_SLICES || (isCold(compiling) && slice < MOST_SLICES); slice++) {
            int deals = numbers.get(slice % numbers.size());
            // Who is cold takes next to nothing, and learns nothing from being asked for that.
            int rate = Math.max(firstRate, about.getOrDefault(deals, 0));
            long before = compilerMicros();
            long startNanos = System.nanoTime();
            RateFigures figures = visit.ask(deals, rate, 0, SLICE_SECONDS).figures();
            long elapsedMicros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - startNanos);
            double cores = (compilerMicros() - before) / (double) elapsedMicros;
            compiling.put(deals, cores);
            about.put(deals, (int) (figures.held() ? rate * STEP : Math.min(rate, figures.completedPerSecond())));
            visit.out()
                    .printf(
                            "  warming up, deals %d, %,6d/s asked: %,.0f/s completed, decided p99 %,.0f ms, compilers use %.2f cores%n",
                            deals, rate, figures.completedPerSecond(), figures.decidedP99(), cores);
        }
        return about;
    }

    /** What one number of deals has seen enough of may be news with another. */
    private static boolean isCold(Map<Integer, Double> coresCompiling) {
        return coresCompiling.values().stream().anyMatch(cores -> cores >= CompilerTime.MOST_CORES_WHEN_WARM);
    }

    private long compilerMicros() {
        return CompilerTime.micros(visit.contender().processes().values());
    }
}
