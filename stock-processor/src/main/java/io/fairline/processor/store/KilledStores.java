package io.fairline.processor.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stores that a killed processor has left: without a checkpoint nobody knows what in them was committed. Kafka Streams
 * would open each of them, find that out, close it and begin anew, which takes seconds before the first is restored.
 */
public final class KilledStores {

    private static final Logger LOG = LoggerFactory.getLogger(KilledStores.class);

    private static final String STORES = "rocksdb";

    private KilledStores() {}

    /**
     * To be called after the streams were made, which locks the folder, and before they are started.
     *
     * @param folder of all partitions; need not be there
     */
    public static void delete(Path folder) {
        try {
            List<Path> killed = partitionsIn(folder).stream()
                    .filter(partition -> !Files.exists(partition.resolve(StaleCheckpoint.NAME)))
                    .toList();
            for (Path partition : killed) {
                deleteAll(partition);
            }
            if (!killed.isEmpty()) {
                LOG.info("Restoring {} from the log: whoever ran here before was killed", names(killed));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the stores in %s cannot be deleted".formatted(folder), e);
        }
    }

    private static List<Path> partitionsIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> Files.isDirectory(entry.resolve(STORES)))
                    .sorted()
                    .toList();
        }
    }

    private static void deleteAll(Path partition) throws IOException {
        try (Stream<Path> files = Files.walk(partition)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static List<Path> names(List<Path> folders) {
        return folders.stream().map(Path::getFileName).toList();
    }
}
