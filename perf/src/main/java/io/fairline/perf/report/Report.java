package io.fairline.perf.report;

import io.fairline.local.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes a run into a folder of its own. */
public final class Report {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Report() {}

    /** The folder it was written to. */
    public static Path write(Figures figures, Machine machine, long startMillis) {
        Path folder = Checkout.find()
                .root()
                .resolve(Path.of("perf", "reports", figures.run().name()));
        try {
            Files.createDirectories(folder);
            Map<String, Object> summary = Summary.of(figures, machine);
            String json = JSON.writeValueAsString(summary);
            Files.writeString(folder.resolve("summary.json"), json + "\n");
            Files.writeString(folder.resolve("report.html"), Page.of(figures, json));
            HistogramLogs.write(
                    folder,
                    List.of(figures.acceptedLatency(), figures.decidedLatency(), figures.visibleLatency()),
                    startMillis);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("the report cannot be written to " + folder, e);
        }
    }
}
