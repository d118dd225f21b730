package io.fairline.schemas;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.apache.kafka.common.utils.Utils;

/**
 * Where a deal's line stands: the same key and the same partition in every topic, as Kafka's default partitioner would
 * choose them.
 *
 * @param partitionCount of each of the topics, for life
 */
public record DealPartitions(int partitionCount) {

    /** The key of all records of the deal: its number in decimal digits. */
    public static byte[] keyOf(int dealId) {
        return Integer.toString(dealId).getBytes(US_ASCII);
    }

    public int partitionOf(int dealId) {
        return partitionOf(keyOf(dealId));
    }

    /** Of a key as {@link #keyOf} makes it, or whatever else somebody wrote instead. */
    public int partitionOf(byte[] key) {
        return Utils.toPositive(Utils.murmur2(key)) % partitionCount;
    }
}
