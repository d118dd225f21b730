package io.fairline.processor.store;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.HashLinkedListMemTableConfig;
import org.rocksdb.IndexType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;

/**
 * The native memory of this process's stores: blocks in one cache that all share, write buffers of a size of their own.
 * Without it every store takes its own 50 MB and more, and there are three for each partition and again for each standby.
 *
 * <p>Write buffers have no limit in common. RocksDB would keep to one by flushing whichever store is being written to: the
 * full buffers of partitions where nothing is sold any more would stay, and the one hot deal be flushed every few orders.
 */
public final class RocksMemory implements AutoCloseable {

    /** Under this name the memory travels to the stores among the settings of Kafka Streams. */
    public static final String SETTING = "fairline.rocks.memory";

    private static final boolean FIXED_CAPACITY = false;
    // By default there are so many that a shard has half a megabyte, and whatever is larger is never kept.
    private static final int ONE_SHARD = 0;
    private static final double FOR_INDEX_AND_FILTERS = 0.2;

    private final long ordersBufferBytes;
    private final Cache cache;

    /**
     * Takes the memory.
     *
     * @param blockCacheBytes blocks, indexes and filters of all stores
     * @param ordersBufferBytes of a partition's orders, how much may wait to be written to disk; of its holds half as much
     */
    public RocksMemory(long blockCacheBytes, long ordersBufferBytes) {
        RocksDB.loadLibrary();
        this.ordersBufferBytes = ordersBufferBytes;
        cache = new LRUCache(blockCacheBytes, ONE_SHARD, FIXED_CAPACITY, FOR_INDEX_AND_FILTERS);
    }

    /** Only after all stores are closed. */
    @Override
    public void close() {
        cache.close();
    }

    private void lendTo(String storeName, Options options) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(cache);
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinL0FilterAndIndexBlocksInCache(true);
        // In blocks like the data: the filter of a million orders is more than a megabyte, and would be read as a whole
        // for one order whenever the cache had no room for it.
        table.setIndexType(IndexType.kTwoLevelIndexSearch);
        table.setPartitionFilters(true);
        table.setPinTopLevelIndexAndFilter(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferSize(bufferBytesOf(storeName));
    }

    private long bufferBytesOf(String storeName) {
        return switch (storeName) {
            case PartitionStores.ORDERS -> ordersBufferBytes;
            case PartitionStores.HOLDS -> ordersBufferBytes / 2;
            case PartitionStores.DEALS -> ordersBufferBytes / 16;
            default -> throw new IllegalArgumentException("no write buffer is planned for " + storeName);
        };
    }

    /** How Kafka Streams configures a store: it makes these itself, from the class. */
    public static final class Lender implements RocksDBConfigSetter {

        private static final int WRITE_BUFFER_BUCKETS = 1 << 14;
        // A buffer is small and a file is what one held: merged four at a time, as by default, each order is written to
        // disk again and again. A read by key asks the filter of each file, which is in memory.
        private static final int FILES_BEFORE_MERGE = 12;
        // More may come while these are merged; then writing slows down, and at last waits.
        private static final int FILES_BEFORE_SLOWER_WRITES = 40;
        private static final int FILES_BEFORE_NO_WRITES = 64;

        @Override
        public void setConfig(String storeName, Options options, Map<String, Object> settings) {
            if (settings.get(SETTING) instanceof RocksMemory memory) {
                memory.lendTo(storeName, options);
            }
            // One thread writes to a store: nothing to make way for.
            options.setAllowConcurrentMemtableWrite(false);
            options.setLevel0FileNumCompactionTrigger(FILES_BEFORE_MERGE);
            options.setLevel0SlowdownWritesTrigger(FILES_BEFORE_SLOWER_WRITES);
            options.setLevel0StopWritesTrigger(FILES_BEFORE_NO_WRITES);
            if (storeName.equals(PartitionStores.ORDERS)) {
                makeForRandomKeys(options);
            }
        }

        /**
         * Orders come and go by random ids, which a sorted write buffer makes dear: one in buckets halves the cost of a
         * write. The price is that orders cannot be read by range, as RocksDB would look into one bucket only.
         */
        private static void makeForRandomKeys(Options options) {
            options.useFixedLengthPrefixExtractor(OrderKey.BYTES);
            options.setMemTableConfig(new HashLinkedListMemTableConfig().setBucketCount(WRITE_BUFFER_BUCKETS));
        }

        @Override
        public void close(String storeName, Options options) {
            // What was lent belongs to the lender.
        }
    }
}
