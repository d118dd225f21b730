package io.fairline.projection.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.utils.Utils;

/**
 * Which partition a deal's line runs in: the default partitioner's answer for the deal's key.
 *
 * @param partitionCount for life, as recorded
 */
public record Lines(int partitionCount) {

    public int partitionOf(int dealId) {
        byte[] key = Integer.toString(dealId).getBytes(UTF_8);
        return Utils.toPositive(Utils.murmur2(key)) % partitionCount;
    }
}
