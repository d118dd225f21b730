package io.fairline.perf.compare;

import io.fairline.perf.report.Machine;
import java.util.Comparator;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes the comparison as a page: what was done, the tables, and where an alternative is better. */
final class ComparisonPage {

    private static final Comparator<Sale> FEWEST_DEALS_FIRST =
            Comparator.comparingInt(Sale::deals).thenComparingInt(Sale::instances);

    /** What all contenders of one table were given. */
    private record Sale(int deals, int instances) {

        static Sale of(Compared cell) {
            Configuration configuration = cell.configuration();
            return new Sale(configuration.deals(), configuration.instances());
        }

        String title() {
            return "%s, %s"
                    .formatted(
                            deals == 1 ? "One hot deal" : deals + " deals",
                            instances == 1 ? "1 instance" : instances + " instances");
        }
    }

    private final CompareSettings settings;
    private final Machine machine;

    ComparisonPage(CompareSettings settings, Machine machine) {
        this.settings = settings;
        this.machine = machine;
    }

    /** The whole page; the failures are configurations with the reason why there is no figure. */
    String write(List<Compared> all, Map<Configuration, String> failures) {
        StringBuilder page = new StringBuilder(head(whatAFigureIs(all)));
        Map<Sale, List<Compared>> tables = all.stream()
                .collect(Collectors.groupingBy(Sale::of, () -> new TreeMap<>(FEWEST_DEALS_FIRST), Collectors.toList()));
        tables.forEach((sale, cells) -> {
            page.append("## ")
                    .append(sale.title())
                    .append("\n\n")
                    .append(table(cells))
                    .append('\n');
            page.append(WhereFairlineIsBeaten.text(cells)).append('\n');
        });
        if (!failures.isEmpty()) {
            page.append("## Without figures\n\n");
            failures.forEach((configuration, reason) -> page.append("- ")
                    .append(configuration)
                    .append(": ")
                    .append(reason)
                    .append('\n'));
            page.append('\n');
        }
        return page.append(Legend.text()).toString();
    }

    /** Of as many rounds as there were: a comparison may be ended early. */
    private static String whatAFigureIs(List<Compared> all) {
        IntSummaryStatistics done =
                all.stream().mapToInt(one -> one.rounds().size()).summaryStatistics();
        if (done.getMax() == 1) {
            return "Each figure is of one round.";
        }
        String rounds = done.getMin() == done.getMax()
                ? done.getMax() + " rounds"
                : "%d to %d rounds".formatted(done.getMin(), done.getMax());
        return "Each figure is the minimum · median · maximum of %s; one number stands where all agree."
                .formatted(rounds);
    }

    private String head(String whatAFigureIs) {
        return """
            # Fairline beside what people build instead

            Written by `make compare`. %s In a round every contender ran alone, started afresh on no data, once for all numbers \
            of deals. Order of the runs: random, seed %d. Each rate was held for %d s after a warm-up of %d s, over %d connections \
            to each instance; %d shoppers with a token each, an Idempotency-Key on every order.

            Machine: %s, %s cores, %s MB, Java %s, commit %s, load average before the first run %s. Everything, the \
            generator included, shares these cores.

            """.formatted(
                        whatAFigureIs,
                        settings.seed(),
                        settings.seconds(),
                        settings.warmUpSeconds(),
                        settings.connections(),
                        settings.shoppers(),
                        machine.described().get("processor"),
                        machine.described().get("cores"),
                        machine.described().get("memoryMb"),
                        machine.described().get("java"),
                        machine.shortCommit(),
                        machine.described().get("loadAverageAtStart"));
    }

    private static String table(List<Compared> cells) {
        StringBuilder table = new StringBuilder("""
                | | requested/s | completed/s | answered p50 ms | answered p99 ms | decided p50 ms | decided p99 ms | CPU µs an order | overtaken % | lost | oversold | undersold | again after s | lines |
                | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
                """);
        cells.stream()
                .sorted(Comparator.comparingDouble(
                                (Compared cell) -> cell.completed().median())
                        .reversed())
                .forEach(cell -> table.append(row(cell)));
        return table.toString();
    }

    private static String row(Compared cell) {
        return "| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |%n"
                .formatted(
                        cell.configuration().isFairline()
                                ? "**fairline**"
                                : cell.configuration().subject(),
                        atLeast(cell, cell.requested()),
                        atLeast(cell, cell.completed()),
                        cell.answeredP50().text(1),
                        cell.answeredP99().text(1),
                        cell.decidedP50().text(1),
                        cell.decidedP99().text(1),
                        cell.cpuMicros().text(0),
                        cell.overtakenPercent().text(2),
                        cell.lost().text(0),
                        cell.soldOut() ? cell.oversold().text(0) : "–",
                        cell.soldOut() ? cell.undersold().text(0) : "–",
                        cell.secondsToDecided().text(1),
                        "%,d".formatted(cell.linesOfCode()));
    }

    /** What was not bounded from above may be far more. */
    private static String atLeast(Compared cell, Spread rate) {
        return (cell.isLowerBound() ? "≥ " : "") + rate.text(0);
    }
}
