package io.fairline.perf.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds Fairline against the others, column by column: a comparison that hides where it loses is worth nothing. */
final class WhereFairlineIsBeaten {

    /**
     * A column of the table.
     *
     * @param better what is said of whoever has the lower figure
     * @param isKnown false where a dash stands
     */
    private record Column(String name, String better, ToDoubleFunction<Compared> figure, Predicate<Compared> isKnown) {

        static Column of(String name, String better, ToDoubleFunction<Compared> figure) {
            return new Column(name, better, figure, _ -> true);
        }
    }

    private static final List<Column> COLUMNS = List.of(
            Column.of(
                    "completed/s",
                    "more orders a second",
                    cell -> -cell.completed().median()),
            Column.of(
                    "answered p50",
                    "answers sooner (p50)",
                    cell -> cell.answeredP50().median()),
            Column.of(
                    "answered p99",
                    "answers sooner (p99)",
                    cell -> cell.answeredP99().median()),
            Column.of(
                    "decided p50",
                    "decides sooner (p50)",
                    cell -> cell.decidedP50().median()),
            Column.of(
                    "decided p99",
                    "decides sooner (p99)",
                    cell -> cell.decidedP99().median()),
            Column.of(
                    "CPU an order",
                    "less CPU an order",
                    cell -> cell.cpuMicros().median()),
            Column.of(
                    "overtaken",
                    "fewer overtaken",
                    cell -> cell.overtakenPercent().median()),
            Column.of("lost", "fewer lost", cell -> cell.lost().median()),
            new Column("oversold", "fewer oversold", cell -> cell.oversold().median(), Compared::soldOut),
            new Column("undersold", "fewer undersold", cell -> cell.undersold().median(), Compared::soldOut),
            Column.of(
                    "again after",
                    "back sooner after a kill",
                    cell -> cell.secondsToDecided().median()));

    private WhereFairlineIsBeaten() {}

    /** By medians; empty where Fairline is not among the cells. */
    static String text(List<Compared> cells) {
        return cells.stream()
                .filter(cell -> cell.configuration().isFairline())
                .findFirst()
                .map(fairline -> text(cells, fairline))
                .orElse("");
    }

    private static String text(List<Compared> cells, Compared fairline) {
        List<Column> columns = COLUMNS.stream()
                .filter(column -> column.isKnown().test(fairline))
                .toList();
        List<String> sentences = new ArrayList<>();
        for (Column column : columns) {
            String names = better(column, cells, fairline)
                    .map(cell -> "`" + cell.configuration().subject() + "`")
                    .collect(Collectors.joining(", "));
            if (!names.isEmpty()) {
                sentences.add(column.better() + ": " + names);
            }
        }
        return sentences.isEmpty()
                ? "No alternative is better than Fairline by the median of %s; each is far less code.\n"
                        .formatted(columns.stream().map(Column::name).collect(Collectors.joining(", ")))
                : "Better than Fairline here (medians): " + String.join("; ", sentences)
                        + ". Each is also far less code.\n";
    }

    /** The best of them first. */
    private static Stream<Compared> better(Column column, List<Compared> cells, Compared fairline) {
        double own = column.figure().applyAsDouble(fairline);
        return cells.stream()
                .filter(column.isKnown())
                .filter(cell -> column.figure().applyAsDouble(cell) < own)
                .sorted(Comparator.comparingDouble(column.figure()));
    }
}
