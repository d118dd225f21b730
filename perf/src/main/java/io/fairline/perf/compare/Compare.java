package io.fairline.perf.compare;

import io.fairline.local.Checkout;
import io.fairline.local.StartFailure;
import io.fairline.perf.report.Machine;
import io.lettuce.core.RedisException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.SequencedMap;
import java.util.TreeMap;

/** {@code make compare}: everything against everything, in random order, and the page that says what came of it. */
public final class Compare {

    private static final double MOST_LOAD = 0.5;

    private final CompareSettings settings;
    private final Checkout checkout = Checkout.find();
    private final PrintStream out;
    private final Map<Configuration, List<Trial.Outcome>> outcomes = new LinkedHashMap<>();
    private final Map<Configuration, String> failures =
            new TreeMap<>((left, right) -> left.toString().compareTo(right.toString()));

    private Compare(CompareSettings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    /** Settings come from the environment; exit code 1 when a contender has no figures, 2 when they make no sense. */
    public static void main(String[] arguments) {
        try {
            Compare compare = new Compare(CompareSettings.from(System.getenv()), System.out);
            System.exit(compare.run() ? 0 : 1);
        } catch (StartFailure | IllegalArgumentException e) {
            System.out.println(e.getMessage());
            System.exit(2);
        }
    }

    private boolean run() {
        ComparisonPage page = new ComparisonPage(settings, Machine.here());
        Path file = pageFile();
        out.println("comparing " + settings);
        warnWhenBusy();
        Random random = new Random(settings.seed());
        for (int round = 1; round <= settings.rounds(); round++) {
            List<Entrant> order = new ArrayList<>(entrants());
            Collections.shuffle(order, random);
            for (Entrant entrant : order) {
                out.printf("round %d of %d: %s%n", round, settings.rounds(), entrant);
                List<Integer> deals = new ArrayList<>(settings.deals());
                Collections.shuffle(deals, random);
                measure(entrant, deals, random.nextLong());
                // Again after each: whoever ends this early keeps what there is.
                write(file, page.write(compared(), failures));
            }
        }
        out.println("written: " + file);
        return failures.isEmpty();
    }

    /** What else runs here takes from everybody, but not from everybody alike. */
    private void warnWhenBusy() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        if (load > MOST_LOAD) {
            out.printf("The machine is busy (load average %.1f): end what runs, or trust no figure.%n", load);
        }
    }

    private void measure(Entrant entrant, List<Integer> deals, long seed) {
        SequencedMap<Integer, OptionalInt> heldBefore = new LinkedHashMap<>();
        deals.forEach(count -> heldBefore.put(count, heldBefore(entrant.with(count))));
        try {
            Trial.Results results = new Trial(entrant, settings, seed, out).run(heldBefore);
            results.outcomes()
                    .forEach((count, outcome) -> outcomes.computeIfAbsent(entrant.with(count), _ -> new ArrayList<>())
                            .add(outcome));
            results.failures().forEach((count, why) -> noFigures(entrant.with(count), why));
        } catch (StartFailure | IllegalStateException | UncheckedIOException | RedisException e) {
            deals.forEach(count -> noFigures(entrant.with(count), String.valueOf(e.getMessage())));
        }
    }

    private void noFigures(Configuration configuration, String why) {
        out.printf("  no figures of %s: %s%n", configuration, why);
        failures.put(configuration, why);
    }

    private OptionalInt heldBefore(Configuration configuration) {
        List<Trial.Outcome> rounds = outcomes.getOrDefault(configuration, List.of());
        return rounds.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of((int) rounds.getLast().rate().requestedPerSecond());
    }

    private List<Entrant> entrants() {
        return settings.subjects().stream()
                .flatMap(subject -> settings.instances().stream().map(instances -> new Entrant(subject, instances)))
                .toList();
    }

    private List<Compared> compared() {
        List<Compared> all = new ArrayList<>();
        outcomes.forEach((configuration, rounds) ->
                all.add(new Compared(configuration, LinesOfCode.of(configuration.subject(), checkout), rounds)));
        return all;
    }

    private Path pageFile() {
        String given = System.getenv().getOrDefault("COMPARISON_PAGE", "");
        return given.isBlank()
                ? checkout.root().resolve(Path.of("docs", "scenarios", "comparison.md"))
                : Path.of(given).toAbsolutePath();
    }

    private static void write(Path file, String page) {
        try {
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, page);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
