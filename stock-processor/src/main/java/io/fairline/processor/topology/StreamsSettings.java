package io.fairline.processor.topology;

import io.fairline.processor.store.RocksMemory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * How Kafka Streams runs the topology.
 *
 * @param applicationId names the group and the changelog topics
 * @param bootstrapServers where the brokers are
 * @param instanceId this instance among its group, kept over restarts, so that a quick restart moves no partition
 * @param stateFolder where the stores live, not shared with another instance
 * @param threads stream threads
 * @param commitInterval how often a transaction commits at least; {@link CommitPace} asks for more
 * @param recordCacheBytes memory in which several changes to a deal become one
 * @param clientSettings anything else that Kafka's clients need to reach the brokers, such as credentials
 */
public record StreamsSettings(
        String applicationId,
        String bootstrapServers,
        String instanceId,
        String stateFolder,
        int threads,
        Duration commitInterval,
        long recordCacheBytes,
        Map<String, String> clientSettings) {

    // A dead instance's partitions move after this time.
    private static final int SESSION_TIMEOUT_MILLIS = 6_000;
    private static final int HEARTBEAT_MILLIS = 1_500;
    // A dead instance's open transaction holds up its readers for this time, and until the brokers have looked for it.
    // It has to outlast a rebalance that waits for a dead member: whoever has joined commits nothing until that
    // session has ended, and until the last of the living has heard of the rebalance, with a heartbeat. Where
    // transactions are aborted for that, healthy instances lose all their state and restore it.
    private static final int TRANSACTION_TIMEOUT_MILLIS = SESSION_TIMEOUT_MILLIS + HEARTBEAT_MILLIS + 500;
    private static final int ADMIN_TIMEOUT_MILLIS = 5_000;
    private static final int STANDBYS = 1;
    private static final int RECORDS_PER_POLL = 2_000;
    private static final int BUFFERED_RECORDS_PER_PARTITION = 4_000;
    private static final int PRODUCER_BATCH_BYTES = 128 << 10;
    private static final int PRODUCER_BUFFER_BYTES = 16 << 20;
    private static final int FETCH_BYTES = 8 << 20;
    // A commit takes longer than this: asking for a few commands at a time would cost more than it makes faster.
    private static final int FETCH_WAIT_MILLIS = 10;
    private static final int FETCH_AT_LEAST_BYTES = 16 << 10;
    private static final int FETCH_BYTES_PER_PARTITION = 1 << 20;
    // A thread that waits for commands looks this often whether there is something to commit.
    private static final long POLL_MILLIS = 25;
    // The shortest that Kafka Streams takes: how soon a new instance gets its share once it has caught up.
    private static final long PROBING_REBALANCE_MILLIS = 60_000;

    /** Where Kafka Streams keeps the stores, in a folder for each partition. */
    public Path storesFolder() {
        return Path.of(stateFolder, applicationId);
    }

    /** The name of a store's changelog topic. */
    public String changelogOf(String store) {
        return applicationId + "-" + store + "-changelog";
    }

    /** What the brokers are reached with, for clients beside Kafka Streams. */
    public Map<String, Object> adminSettings() {
        Map<String, Object> settings = new HashMap<>(clientSettings);
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("client.id", instanceId + "-start");
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MILLIS);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MILLIS);
        return settings;
    }

    /** The settings of {@link org.apache.kafka.streams.KafkaStreams}. */
    public Properties properties(TopicLayout layout, RocksMemory rocksMemory) {
        Properties properties = new Properties();
        properties.putAll(clientSettings);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(StreamsConfig.CLIENT_ID_CONFIG, instanceId);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateFolder);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitInterval.toMillis());
        properties.put(StreamsConfig.POLL_MS_CONFIG, POLL_MILLIS);
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, STANDBYS);
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, layout.replicas());
        properties.put(StreamsConfig.topicPrefix(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG), layout.minInSync());
        properties.put(StreamsConfig.topicPrefix(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG), false);
        properties.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, PROBING_REBALANCE_MILLIS);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, recordCacheBytes);
        properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, BUFFERED_RECORDS_PER_PARTITION);
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksMemory.Lender.class);
        properties.put(RocksMemory.SETTING, rocksMemory);
        properties.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        // A task is restored once the end of its changelog is known. Whoever asks a broker that has just gone asks the
        // same one until this is over, a minute by default, and decides nothing meanwhile.
        properties.put(
                StreamsConfig.adminClientPrefix(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG), ADMIN_TIMEOUT_MILLIS);
        properties.put(
                StreamsConfig.adminClientPrefix(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG), ADMIN_TIMEOUT_MILLIS);
        consumer(properties);
        producer(properties);
        return properties;
    }

    private void consumer(Properties properties) {
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_PER_POLL);
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES_PER_PARTITION);
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), FETCH_WAIT_MILLIS);
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MIN_BYTES_CONFIG), FETCH_AT_LEAST_BYTES);
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instanceId);
        properties.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_TIMEOUT_MILLIS);
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), HEARTBEAT_MILLIS);
    }

    private static void producer(Properties properties) {
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), TRANSACTION_TIMEOUT_MILLIS);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), PRODUCER_BATCH_BYTES);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG), PRODUCER_BUFFER_BYTES);
    }
}
