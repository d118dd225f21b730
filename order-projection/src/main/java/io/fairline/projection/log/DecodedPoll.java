package io.fairline.projection.log;

import io.fairline.projection.domain.Advance;
import io.fairline.projection.domain.DealEvent;
import io.fairline.projection.log.EventDecoder.CannotDecode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One poll's records, decoded as far as they can be.
 *
 * @param events of all partitions, each partition's in its order
 * @param advances how far they take each partition
 * @param unreadable the first record of a partition that could not be decoded; what follows it waits
 */
record DecodedPoll(List<DealEvent> events, List<Advance> advances, List<Unreadable> unreadable) {

    record Unreadable(int partition, long offset, String reason, CannotDecode failure) {}

    static DecodedPoll of(List<ConsumerRecord<byte[], byte[]>> records, OwnedPartitions owned, EventDecoder decoder) {
        List<DealEvent> events = new ArrayList<>(records.size());
        Map<Integer, Advance> advances = new LinkedHashMap<>();
        List<Unreadable> unreadable = new ArrayList<>();
        Set<Integer> stopped = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Long expected = owned.nextOffset(record.partition());
            // Records of a partition that was taken away, and ones the store has already, are none of our business.
            if (expected == null || record.offset() < expected || stopped.contains(record.partition())) {
                continue;
            }
            try {
                DealEvent event = decoder.decode(record);
                events.add(event);
                advances.put(record.partition(), advance(advances.get(record.partition()), expected, record, event));
            } catch (CannotDecode e) {
                stopped.add(record.partition());
                unreadable.add(new Unreadable(record.partition(), record.offset(), String.valueOf(e.getMessage()), e));
            }
        }
        return new DecodedPoll(events, List.copyOf(advances.values()), unreadable);
    }

    private static Advance advance(
            @Nullable Advance earlier, long expected, ConsumerRecord<?, ?> record, DealEvent event) {
        long command = event.appliedCommand();
        return new Advance(
                record.partition(),
                expected,
                record.offset() + 1,
                earlier == null ? command : Math.max(earlier.appliedCommand(), command));
    }
}
