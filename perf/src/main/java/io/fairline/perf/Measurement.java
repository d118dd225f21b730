package io.fairline.perf;

import io.fairline.perf.fairness.FairnessChecker;
import io.fairline.perf.fairness.History;
import io.fairline.perf.fairness.Verdict;
import io.fairline.perf.load.LoadRun;
import io.fairline.perf.load.LoadSettings;
import io.fairline.perf.load.RecordedHistory;
import io.fairline.perf.load.RunRecord;
import io.fairline.perf.load.Shoppers;
import io.fairline.perf.load.Target;
import io.fairline.perf.load.TopicReader;
import io.fairline.perf.report.Figures;
import io.fairline.perf.report.Machine;
import io.fairline.perf.report.Report;
import io.fairline.perf.report.Table;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** One run, measured, checked and written down. */
record Measurement(Target target, Shoppers shoppers, PrintStream out) {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    static Measurement of(Target target, int shoppers, PrintStream out) {
        out.printf("signing the tokens of %,d shoppers%n", shoppers);
        return new Measurement(target, Shoppers.sign(shoppers, target.keys()), out);
    }

    Figures openLoop(String kind, LoadSettings settings) {
        return measure(kind, settings, LoadRun::openLoop);
    }

    Figures closedLoop(String kind, LoadSettings settings, int users, int atOnce) {
        return measure(kind, settings, run -> run.closedLoop(users, atOnce));
    }

    /** Users one after another: each sends when the one before has its answer. */
    Figures queue(String kind, LoadSettings settings, int users) {
        return measure(kind, settings, run -> run.queue(users));
    }

    private Figures measure(String kind, LoadSettings settings, Function<LoadRun, RunRecord> how) {
        String name = kind + "-" + LocalDateTime.now(ZoneOffset.UTC).format(STAMP);
        out.printf("%s: %s%n", name, settings);
        Machine machine = Machine.here();
        TopicReader topics = new TopicReader(target);
        RunRecord record = how.apply(new LoadRun(name, target, shoppers, settings, out));
        out.println("reading what was recorded");
        History history = RecordedHistory.of(record, target, topics);
        Verdict verdict = FairnessChecker.check(history);
        out.printf(
                "checked %,d requests, %,d commands, %,d events, %,d rows, %,d cached (%,d meanwhile), %,d sightings%n",
                history.calls().size(),
                history.commands().size(),
                history.events().size(),
                history.orders().size(),
                history.cache().size(),
                record.cacheSeen().size(),
                history.sightings().size());
        Figures figures = Figures.of(record, verdict);
        long sinceStartNanos = System.nanoTime() - record.windowStartNanos();
        long startMillis = System.currentTimeMillis() - TimeUnit.NANOSECONDS.toMillis(sinceStartNanos);
        Path folder = Report.write(figures, machine, startMillis);
        out.println(Table.of(figures));
        out.println("report: " + folder.resolve("report.html"));
        return figures;
    }
}
