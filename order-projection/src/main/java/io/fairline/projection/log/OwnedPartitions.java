package io.fairline.projection.log;

import io.fairline.projection.store.PartitionState;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The partitions assigned to this instance and the offset each has in the store. Confined to the consuming thread. */
final class OwnedPartitions {

    private final Map<Integer, Long> nextOffsets = new HashMap<>();

    void put(PartitionState state) {
        nextOffsets.put(state.partition(), state.nextOffset());
    }

    void remove(Collection<Integer> partitions) {
        nextOffsets.keySet().removeAll(partitions);
    }

    void advance(int partition, long nextOffset) {
        nextOffsets.replace(partition, nextOffset);
    }

    /** Null for a partition that is not this instance's, or no more. */
    @Nullable
    Long nextOffset(int partition) {
        return nextOffsets.get(partition);
    }

    Map<Integer, Long> all() {
        return Map.copyOf(nextOffsets);
    }
}
