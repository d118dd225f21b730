package io.fairline.processor.store;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/**
 * The note that Kafka Streams leaves once it has restored a partition: up to where the stores on disk hold what was
 * committed.
 *
 * <p>From the first decision on that is no longer true, as RocksDB writes to disk whenever it likes, committed or not.
 * Kafka Streams 4.2.1 forgets to take the note away (KAFKA-20685), so after kill -9 it keeps stores that know orders
 * which were never decided: their commands, read again, look like retries. Without the note it throws the stores away
 * and restores them from the log. Can go with a version that has the correction.
 */
public final class StaleCheckpoint {

    static final String NAME = ".checkpoint";

    private StaleCheckpoint() {}

    /**
     * To be called between restoring and deciding.
     *
     * @param taskFolder that of one partition's stores
     */
    public static void delete(File taskFolder) {
        try {
            Files.deleteIfExists(taskFolder.toPath().resolve(NAME));
        } catch (IOException e) {
            // Rather no decision than one on stores that a crash would make lie.
            throw new UncheckedIOException("the checkpoint in %s cannot be deleted".formatted(taskFolder), e);
        }
    }
}
