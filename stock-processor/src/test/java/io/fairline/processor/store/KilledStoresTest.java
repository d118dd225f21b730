package io.fairline.processor.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledStoresTest {

    @TempDir
    private Path folder;

    @Test
    void storesWithoutACheckpointAreDeletedAndNoOthers() throws IOException {
        Path killed = storesOf("0_1");
        Path stopped = storesOf("0_2");
        Files.createFile(stopped.resolve(".checkpoint"));
        Path processId = Files.createFile(folder.resolve("kafka-streams-process-metadata"));

        KilledStores.delete(folder);

        assertThat(killed).doesNotExist();
        assertThat(stopped.resolve(Path.of("rocksdb", "orders", "000007.sst"))).exists();
        assertThat(processId).exists();
    }

    @Test
    void aProcessorThatHasNeverRunHasNoneToDelete() {
        KilledStores.delete(folder.resolve("never"));

        assertThat(folder).isEmptyDirectory();
    }

    private Path storesOf(String partition) throws IOException {
        Path stores = Files.createDirectories(folder.resolve(Path.of(partition, "rocksdb", "orders")));
        Files.createFile(stores.resolve("000007.sst"));
        return folder.resolve(partition);
    }
}
