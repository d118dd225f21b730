package io.fairline.processor.topology;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.HashLinkedListMemTableConfig;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * The native memory that all stores of this process share. Without it every store takes its own 50 MB and more, and
 * there are three for each partition and again for each standby.
 */
public final class RocksMemory implements AutoCloseable {

    /** Under this name the memory travels to the stores among the settings of Kafka Streams. */
    static final String SETTING = "fairline.rocks.memory";

    private static final boolean FIXED_CAPACITY = false;
    private static final int SHARDS_BY_SIZE = -1;
    private static final double FOR_INDEX_AND_FILTERS = 0.2;

    private final Cache cache;
    private final WriteBufferManager writeBuffers;

    /**
     * Takes the memory.
     *
     * @param totalBytes blocks, filters and write buffers together
     * @param writeBufferBytes how much of it may wait to be written to disk
     */
    public RocksMemory(long totalBytes, long writeBufferBytes) {
        RocksDB.loadLibrary();
        cache = new LRUCache(totalBytes, SHARDS_BY_SIZE, FIXED_CAPACITY, FOR_INDEX_AND_FILTERS);
        writeBuffers = new WriteBufferManager(writeBufferBytes, cache);
    }

    /** Only after all stores are closed. */
    @Override
    public void close() {
        writeBuffers.close();
        cache.close();
    }

    private void lendTo(Options options) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(cache);
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinL0FilterAndIndexBlocksInCache(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(writeBuffers);
    }

    /** How Kafka Streams configures a store: it makes these itself, from the class. */
    public static final class Lender implements RocksDBConfigSetter {

        private static final int WRITE_BUFFER_BYTES = 8 << 20;
        private static final int ARENA_BLOCK_BYTES = 256 << 10;
        private static final int WRITE_BUFFER_BUCKETS = 1 << 14;

        @Override
        public void setConfig(String storeName, Options options, Map<String, Object> settings) {
            if (settings.get(SETTING) instanceof RocksMemory memory) {
                memory.lendTo(options);
            }
            options.setWriteBufferSize(WRITE_BUFFER_BYTES);
            options.setArenaBlockSize(ARENA_BLOCK_BYTES);
            // One thread writes to a store: nothing to make way for.
            options.setAllowConcurrentMemtableWrite(false);
            if (storeName.equals(LineStores.ORDERS)) {
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
