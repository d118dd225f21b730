package io.fairline.perf.compare;

import io.fairline.perf.report.Machine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes the comparison as a page: what was done, the tables, and where an alternative is better. */
final class ComparisonPage {

    private static final String LEGEND = """
            ## How to read it

            - **Requested and completed a second**: the highest rate at which at least 99 % of the requests were decided a second \
            after the last one, the p99 from request to decision stayed under a second, and the line did not grow (the median wait by less than 5 % of the time that \
            passed). Found by the same search for all, to within 15 %, once a contender that was asked for the rate that the search begins with, for 10 s at a time, held it or twice in a row went no better. What had no answer in the end counts with the time until then.
            - **Answered** is request to 201 or 202, **decided** is request to the decision its shopper can see. Who decides before \
            answering has one and the same. Of the others a hundred orders a second are followed: Fairline is asked for each \
            with `wait=PT5S`, which it answers once the order is decided, whoever cannot wait every 10 ms. Both count from when the order was \
            due (no coordinated omission).
            - **CPU per order**: of all processes that work for the contender, databases and brokers included, for each order decided.
            - **Overtaken**: orders that stand in line behind one that was sent at least 10 ms later. Of `memory-queue` with two instances the places of both \
            lines are compared; of `skip-locked` the number of the first unit.
            - **Lost, oversold, undersold**: at half that rate, with stock for 60 % of the orders, an instance is killed with -9 \
            in the middle and started again; then as many orders come again until one of them is decided and all deals are sold out, six times at most. Lost orders had a 201 or 202 and no decision, although none had come for 30 s. Undersold units \
            were left while shoppers were told that there were none; – where not all deals sold out. For Fairline one intake, one processor and one projection are \
            killed at once. **Again after**: seconds from the kill until an order was decided that was sent after it.
            - **Lines** of code that an alternative adds to what all of them share; of Fairline the three services whole.
            - Durability: PostgreSQL forces every commit to disk (`fsync=on`), Redis every write (`appendfsync always`). Kafka \
            acknowledges when all in-sync replicas have the record, and does not force it to disk: its promise comes from several \
            brokers. Here it runs with one, which survives `kill -9` of everything, but not a power cut.
            - The alternatives have the HTTP stack, the token checks and the heap of Fairline's order-intake; each \
            instance has 16 connections to the database. They let no hold expire, confirm nothing, and keep no ledger.
            - JVMs start from AOT caches of ones that saw load: Fairline's of `make train`, an alternative's of its first visit, \
            which itself begins without.

            """;

    private final CompareSettings settings;
    private final Machine machine;

    ComparisonPage(CompareSettings settings, Machine machine) {
        this.settings = settings;
        this.machine = machine;
    }

    /** The whole page; the failures are configurations with the reason why there is no figure. */
    String write(List<Compared> all, Map<Configuration, String> failures) {
        StringBuilder page = new StringBuilder(head(rounds(all)));
        Map<String, List<Compared>> tables = all.stream()
                .collect(Collectors.groupingBy(one -> title(one.configuration()), TreeMap::new, Collectors.toList()));
        tables.forEach((title, cells) -> {
            page.append("## ").append(title).append("\n\n").append(table(cells)).append('\n');
            page.append(whereFairlineIsBeaten(cells)).append('\n');
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
        return page.append(LEGEND).toString();
    }

    /** As many as there were: a comparison may be ended early. */
    private static String rounds(List<Compared> all) {
        IntSummaryStatistics done =
                all.stream().mapToInt(one -> one.rounds().size()).summaryStatistics();
        return done.getMin() == done.getMax()
                ? done.getMax() + " round(s)"
                : "%d to %d rounds".formatted(done.getMin(), done.getMax());
    }

    private String head(String rounds) {
        return """
            # Fairline beside what people build instead

            Written by `make compare`. Each figure is the minimum · median · maximum of %s, in which every contender ran \
            alone, started afresh on no data, once for all numbers of deals; one number stands where all rounds agree. Order of the runs: random, seed %d. Each rate was \
            held for %d s after a warm-up of %d s, over %d connections to each instance; %d shoppers with a token each, an \
            Idempotency-Key on every order.

            Machine: %s, %s cores, %s MB, Java %s, commit %.12s, load average before the first run %s. Everything, the generator included, shares these cores.

            """.formatted(
                        rounds,
                        settings.seed(),
                        settings.seconds(),
                        settings.warmUpSeconds(),
                        settings.connections(),
                        settings.shoppers(),
                        machine.described().get("processor"),
                        machine.described().get("cores"),
                        machine.described().get("memoryMb"),
                        machine.described().get("java"),
                        machine.commit(),
                        machine.described().get("loadAverageAtStart"));
    }

    private static String title(Configuration configuration) {
        return "%s, %s"
                .formatted(
                        configuration.deals() == 1 ? "One hot deal" : configuration.deals() + " deals",
                        configuration.instances() == 1 ? "1 instance" : configuration.instances() + " instances");
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
                        cell.requested().text(0),
                        cell.completed().text(0),
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

    private static String whereFairlineIsBeaten(List<Compared> cells) {
        Compared fairline = cells.stream()
                .filter(cell -> cell.configuration().isFairline())
                .findFirst()
                .orElse(null);
        if (fairline == null) {
            return "";
        }
        List<String> sentences = new ArrayList<>();
        addBetter(
                sentences,
                "more orders a second",
                cells,
                fairline,
                cell -> -cell.completed().median());
        addBetter(
                sentences,
                "answers sooner (p99)",
                cells,
                fairline,
                cell -> cell.answeredP99().median());
        addBetter(
                sentences,
                "decides sooner (p50)",
                cells,
                fairline,
                cell -> cell.decidedP50().median());
        addBetter(
                sentences,
                "less CPU an order",
                cells,
                fairline,
                cell -> cell.cpuMicros().median());
        addBetter(
                sentences,
                "fewer overtaken",
                cells,
                fairline,
                cell -> cell.overtakenPercent().median());
        return sentences.isEmpty()
                ? "No alternative is better than Fairline in any of these, except that each is far less code.\n"
                : "Better than Fairline here (medians): " + String.join("; ", sentences)
                        + ". Each is also far less code.\n";
    }

    private static void addBetter(
            List<String> sentences,
            String what,
            List<Compared> cells,
            Compared fairline,
            Function<Compared, Double> figure) {
        String names = cells.stream()
                .filter(cell -> figure.apply(cell) < figure.apply(fairline))
                .sorted(Comparator.comparing(figure))
                .map(cell -> "`" + cell.configuration().subject() + "`")
                .collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            sentences.add(what + ": " + names);
        }
    }
}
