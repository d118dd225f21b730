package io.fairline.perf.load;

import io.fairline.local.JwtKeys;
import io.fairline.perf.fairness.Position;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ObjIntConsumer;
import org.HdrHistogram.Histogram;

/** A run as it would have been recorded, small and with round figures. */
public final class SampleRun {

    private static final long MILLI = 1_000_000;
    private static final long START = 1_000 * MILLI;

    private SampleRun() {}

    /** One order every 10 ms; 90 win, 4 lose, 1 is forgotten, 2 meet the gate, 1 is shed, 1 refused, 1 unknown. */
    public static RunRecord of100Orders() {
        return record(
                book((book, order) -> end(book, order, book.intendedNanos(order))),
                new ProcessMeter.Usage(4_700, 300),
                1_000,
                0);
    }

    /** The same number of orders; all win, and as many of the followed as given were never seen to. */
    public static RunRecord allWon(long neverSeen) {
        return record(
                book((book, order) -> {
                    long due = book.intendedNanos(order);
                    book.accepted(order, new UUID(7, order + 1), new Position(1, order), due + 2 * MILLI);
                    book.decided(order, true, due + 30 * MILLI);
                    book.visible(order, due + 50 * MILLI);
                }),
                new ProcessMeter.Usage(5_000, 300),
                3_000,
                neverSeen);
    }

    /** The same number of orders, none with an answer that promises anything, such as a bare 500. */
    public static RunRecord allUnknown() {
        return record(
                book((book, order) -> book.unknown(order, null, 500, book.intendedNanos(order) + 2 * MILLI)),
                new ProcessMeter.Usage(5_000, 300),
                1_000,
                0);
    }

    private static OrderBook book(ObjIntConsumer<OrderBook> end) {
        OrderBook book = new OrderBook();
        for (int i = 0; i < 100; i++) {
            long due = START + i * 10L * MILLI;
            int order = book.add(due, 0, 0);
            book.sent(order, 1, due);
            end.accept(book, order);
        }
        return book;
    }

    private static RunRecord record(OrderBook book, ProcessMeter.Usage usage, long generatorCpuMicros, long neverSeen) {
        LoadSettings settings = new LoadSettings(
                100, Duration.ZERO, 1, Duration.ofSeconds(1), 1, 90, 1, 60, 1, 8, 10, 0, Duration.ofSeconds(5), 42);
        return new RunRecord(
                "sample",
                settings,
                List.of(7),
                Shoppers.sign(1, keys()),
                book,
                List.of(
                        new RunRecord.LagSample(START, List.of(0L, 3L)),
                        new RunRecord.LagSample(START + 1000 * MILLI, List.of(0L, 1L))),
                Map.of("order-intake-1", usage),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                neverSeen,
                START,
                START + 1_000 * MILLI,
                generatorCpuMicros,
                new Histogram(3),
                0);
    }

    private static void end(OrderBook book, int order, long due) {
        long answered = due + 2 * MILLI;
        if (order < 95) {
            book.accepted(order, new UUID(7, order + 1), new Position(1, order), answered);
            if (order != 94) {
                book.decided(order, order < 90, due + 30 * MILLI);
            }
            if (order % 10 == 0) {
                book.visible(order, due + 50 * MILLI);
            }
            return;
        }
        switch (order) {
            case 95, 96 -> book.answered(order, OrderOutcome.TURNED_AWAY_AT_THE_GATE, 409, answered);
            case 97 -> book.answered(order, OrderOutcome.SHED, 503, answered);
            case 98 -> book.answered(order, OrderOutcome.REFUSED, 401, answered);
            default -> book.unknown(order, null, 0, answered);
        }
    }

    private static JwtKeys keys() {
        try {
            return JwtKeys.generate(Files.createTempDirectory("perf-keys"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
