package io.fairline.perf.compare;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The least, the middle and the most of what the rounds came to. */
record Spread(double min, double median, double max) {

    static <T> Spread of(List<T> rounds, ToDoubleFunction<T> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(sorted[0], median, sorted[sorted.length - 1]);
    }

    /** Such as {@code 1,200 · 1,250 · 1,300}; one number where all are the same. */
    String text(int decimals) {
        String least = number(min, decimals);
        String most = number(max, decimals);
        return least.equals(most) ? least : "%s · %s · %s".formatted(least, number(median, decimals), most);
    }

    static String number(double value, int decimals) {
        return Double.isInfinite(value) ? "never" : String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
