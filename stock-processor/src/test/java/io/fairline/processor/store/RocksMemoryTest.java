package io.fairline.processor.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.AbstractEventListener;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompactionJobInfo;
import org.rocksdb.CompactionStyle;
import org.rocksdb.FlushJobInfo;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Statistics;
import org.rocksdb.TickerType;
import org.rocksdb.WriteOptions;

/** The stores of an instance that has many partitions, opened the way Kafka Streams opens them. */
final class RocksMemoryTest {

    private static final int PARTITIONS = 24;
    private static final int VALUE_BYTES = 100;
    private static final int SOME_ORDERS = 8_000;
    private static final int MANY_ORDERS = 600_000;
    private static final int READ_ORDERS = 1_000;
    private static final long MOST_BYTES_AN_ORDER = 32 << 10;
    private static final int FILES_BEFORE_MERGE = 12;
    private static final int WAIT_SECONDS = 60;
    private static final long SEED = 20_261_121;

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final AtomicInteger flushes = new AtomicInteger();
    private final CountDownLatch merged = new CountDownLatch(1);
    private final Statistics statistics = new Statistics();
    /** Its cache is smaller than the filter of {@link #MANY_ORDERS}. */
    private final RocksMemory memory = new RocksMemory(512 << 10, 2 << 20);

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable resource : open.reversed()) {
            resource.close();
        }
        memory.close();
        statistics.close();
    }

    @Test
    void fullBuffersOfPartitionsWhereNothingIsSoldDoNotMakeAHotDealWriteToDisk() throws Exception {
        for (int partition = 1; partition < PARTITIONS; partition++) {
            writeOrders(store("quiet-" + partition));
        }
        RocksDB hot = store("hot");
        int flushesBefore = flushes.get();

        writeOrders(hot);

        assertThat(flushes.get() - flushesBefore)
                .as("flushes for %,d orders, half of what a buffer takes", SOME_ORDERS)
                .isZero();
    }

    @Test
    void aBufferThatIsFullIsWrittenToDisk() throws Exception {
        RocksDB hot = store("hot");
        for (int times = 0; times < 8; times++) {
            writeOrders(hot);
        }
        hot.cancelAllBackgroundWork(true);

        assertThat(flushes.get()).isPositive();
    }

    @Test
    void aDozenFilesAreMergedAtATime() throws Exception {
        RocksDB hot = store("hot");
        for (int file = 1; file < FILES_BEFORE_MERGE; file++) {
            writeFile(hot);
        }
        assertThat(List.of(
                        hot.getProperty("rocksdb.num-files-at-level0"),
                        hot.getProperty("rocksdb.compaction-pending"),
                        hot.getProperty("rocksdb.num-running-compactions")))
                .as("files, merges to come, merges under way")
                .containsExactly(String.valueOf(FILES_BEFORE_MERGE - 1), "0", "0");

        writeFile(hot);

        assertThat(merged.await(WAIT_SECONDS, TimeUnit.SECONDS)).as("merged").isTrue();
    }

    @Test
    void anOrderIsReadWithoutAllThatThereIsAboutAMillionOthers() throws Exception {
        RocksDB hot = store("hot");
        for (int times = 0; times < MANY_ORDERS / SOME_ORDERS; times++) {
            writeOrders(hot);
        }
        hot.compactRange();
        SplittableRandom sameKeys = new SplittableRandom(SEED);
        long before = statistics.getTickerCount(TickerType.BLOCK_CACHE_BYTES_WRITE);

        for (int order = 0; order < READ_ORDERS; order++) {
            assertThat(hot.get(key(sameKeys))).isNotNull();
        }

        long bytes = statistics.getTickerCount(TickerType.BLOCK_CACHE_BYTES_WRITE) - before;
        assertThat(bytes / READ_ORDERS)
                .as("bytes read from disk for an order")
                .isPositive()
                .isLessThan(MOST_BYTES_AN_ORDER);
    }

    private RocksDB store(String name) throws RocksDBException {
        AbstractEventListener counting = new AbstractEventListener() {
            @Override
            public void onFlushBegin(RocksDB db, FlushJobInfo flush) {
                flushes.incrementAndGet();
            }

            @Override
            public void onCompactionCompleted(RocksDB db, CompactionJobInfo compaction) {
                merged.countDown();
            }
        };
        Options options = new Options()
                .setCreateIfMissing(true)
                .setCompactionStyle(CompactionStyle.UNIVERSAL)
                .setTableFormatConfig(new BlockBasedTableConfig().setFilterPolicy(new BloomFilter()))
                .setStatistics(statistics)
                .setListeners(List.of(counting));
        new RocksMemory.Lender().setConfig(PartitionStores.ORDERS, options, Map.of(RocksMemory.SETTING, memory));
        RocksDB store = RocksDB.open(options, folder.resolve(name).toString());
        open.add(options);
        open.add(store);
        return store;
    }

    private void writeFile(RocksDB store) throws RocksDBException {
        writeOrders(store);
        try (FlushOptions toTheEnd = new FlushOptions().setWaitForFlush(true)) {
            store.flush(toTheEnd);
        }
    }

    private void writeOrders(RocksDB store) throws RocksDBException {
        try (WriteOptions withoutLog = new WriteOptions().setDisableWAL(true)) {
            byte[] value = new byte[VALUE_BYTES];
            for (int order = 0; order < SOME_ORDERS; order++) {
                store.put(withoutLog, key(random), value);
            }
        }
    }

    private static byte[] key(SplittableRandom random) {
        return ByteBuffer.allocate(OrderKey.BYTES)
                .putLong(0, random.nextLong())
                .putLong(OrderKey.BYTES - Long.BYTES, random.nextLong())
                .array();
    }
}
