package io.fairline.processor.topology;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.jspecify.annotations.Nullable;

/**
 * An encoded record on its way to a topic, with the partition it belongs in.
 *
 * @param value the bytes to write
 * @param partition the partition to write to; {@link #ANY} leaves it to the producer
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, only passed on
record Outgoing(byte @Nullable [] value, int partition) {

    static final int ANY = -1;

    /** What was encoded already goes out as it is. */
    static final class AsItIs implements Serializer<Outgoing> {
        @Override
        public byte @Nullable [] serialize(String topic, Outgoing outgoing) {
            return outgoing.value();
        }
    }

    /**
     * Writes next to what was read: an answer stands in the partition of its command, whatever the producer would make
     * of the key.
     */
    static final class ToItsPartition implements StreamPartitioner<byte[], Outgoing> {

        private static final Optional<Set<Integer>> AS_THE_PRODUCER_LIKES = Optional.empty();

        private final List<Optional<Set<Integer>>> answers;

        ToItsPartition(int partitionCount) {
            this.answers = IntStream.range(0, partitionCount)
                    .mapToObj(partition -> Optional.of(Set.of(partition)))
                    .toList();
        }

        @Override
        public Optional<Set<Integer>> partitions(String topic, byte[] key, Outgoing outgoing, int partitionCount) {
            return outgoing.partition() == ANY ? AS_THE_PRODUCER_LIKES : answers.get(outgoing.partition());
        }
    }
}
