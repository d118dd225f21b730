package io.fairline.perf.compare;

import io.fairline.perf.Options;
import io.fairline.perf.baselines.Approach;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is compared, and how thoroughly.
 *
 * @param subjects names of the alternatives, and {@code fairline}
 * @param deals how many deals are on sale, each number a comparison of its own
 * @param instances how many servers take orders, likewise
 * @param rounds of everything; the figures are minimum, median and maximum of them
 * @param seconds each rate is measured, after a warm-up of a third of that
 * @param firstRate orders a second that a warm-up begins with, and never goes below
 */
record CompareSettings(
        List<String> subjects,
        List<Integer> deals,
        List<Integer> instances,
        int rounds,
        int seconds,
        int firstRate,
        int connections,
        int shoppers,
        long seed) {

    static final String FAIRLINE = "fairline";

    CompareSettings {
        List<String> known = allSubjects();
        for (String subject : subjects) {
            if (!known.contains(subject)) {
                throw new IllegalArgumentException("BASELINES are some of %s, not '%s'".formatted(known, subject));
            }
        }
        if (subjects.isEmpty() || !allAtLeastOne(deals) || !allAtLeastOne(instances)) {
            throw new IllegalArgumentException("DEALS and INSTANCES are whole numbers of at least 1, with commas");
        }
        if (rounds < 1 || seconds < 3 || firstRate < 1 || connections < 1 || shoppers < 1) {
            throw new IllegalArgumentException(
                    "ROUNDS, RATE, CONNECTIONS and SHOPPERS are at least 1, SECONDS at least 3");
        }
    }

    /** From BASELINES, DEALS, INSTANCES, ROUNDS, SECONDS, RATE, CONNECTIONS, SHOPPERS and SEED, each with a default. */
    static CompareSettings from(Map<String, String> environment) {
        Options options = new Options(environment);
        return new CompareSettings(
                options.words("BASELINES", String.join(",", allSubjects())),
                options.numbers("DEALS", "1,100"),
                options.numbers("INSTANCES", "1,2"),
                options.number("ROUNDS", 3),
                options.number("SECONDS", 15),
                options.number("RATE", 2_000),
                options.number("CONNECTIONS", 128),
                options.number("SHOPPERS", 500),
                options.number("SEED", System.nanoTime() & 0xFFFF_FFFFL));
    }

    int warmUpSeconds() {
        return Math.max(1, seconds / 3);
    }

    private static boolean allAtLeastOne(List<Integer> numbers) {
        return !numbers.isEmpty() && numbers.stream().allMatch(number -> number >= 1);
    }

    private static List<String> allSubjects() {
        return Stream.concat(Arrays.stream(Approach.values()).map(Approach::toString), Stream.of(FAIRLINE))
                .toList();
    }
}
