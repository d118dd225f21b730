package io.fairline.perf.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** The raw latencies, one interval a second, in HdrHistogram's own log format; values are nanoseconds. */
final class HistogramLogs {

    private static final long MILLIS_PER_SECOND = 1000;

    private HistogramLogs() {}

    static void write(Path folder, List<Latencies> all, long startMillis) throws IOException {
        for (Latencies latencies : all) {
            Path file = folder.resolve(latencies.name() + ".hlog");
            try (PrintStream out = new PrintStream(file.toFile(), java.nio.charset.StandardCharsets.US_ASCII)) {
                HistogramLogWriter writer = new HistogramLogWriter(out);
                writer.outputComment("[" + latencies.name() + ": nanoseconds from when the order was due]");
                writer.outputLogFormatVersion();
                writer.outputStartTime(startMillis);
                writer.outputLegend();
                long at = startMillis;
                for (Histogram second : latencies.bySecond()) {
                    second.setStartTimeStamp(at);
                    at += MILLIS_PER_SECOND;
                    second.setEndTimeStamp(at);
                    writer.outputIntervalHistogram(second);
                }
            }
        }
    }
}
