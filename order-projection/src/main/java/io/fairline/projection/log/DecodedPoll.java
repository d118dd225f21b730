package io.fairline.projection.log;

import io.fairline.projection.domain.Advance;
import io.fairline.projection.domain.DealEvent;
import io.fairline.projection.wire.EventDecoder;
import io.fairline.projection.wire.EventDecoder.CannotDecode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One poll's records, decoded as far as they can be.
 *
 * @param byPartition the events of each partition, in their order
 * @param read how far they take it
 * @param unreadable the first record of a partition that could not be decoded; what follows it waits
 */
record DecodedPoll(Map<Integer, List<DealEvent>> byPartition, Map<Integer, Advance> read, List<Unreadable> unreadable) {

    record Unreadable(int partition, long offset, String reason, CannotDecode failure) {}

    static DecodedPoll of(List<ConsumerRecord<byte[], byte[]>> records, OwnedPartitions owned, EventDecoder decoder) {
        Map<Integer, List<DealEvent>> events = new HashMap<>();
        Map<Integer, Advance> read = new HashMap<>();
        List<Unreadable> unreadable = new ArrayList<>();
        Set<Integer> stopped = new HashSet<>();
        decoder.beginPoll();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Long expected = owned.nextOffset(record.partition());
            // Records of a partition that was taken away, and ones the store has already, are none of our business.
            if (expected == null || record.offset() < expected || stopped.contains(record.partition())) {
                continue;
            }
            try {
                DealEvent event = decoder.decode(record);
                events.computeIfAbsent(record.partition(), _ -> new ArrayList<>())
                        .add(event);
                read.put(record.partition(), advance(read.get(record.partition()), expected, record, event));
            } catch (CannotDecode e) {
                stopped.add(record.partition());
                unreadable.add(new Unreadable(record.partition(), record.offset(), String.valueOf(e.getMessage()), e));
            }
        }
        return new DecodedPoll(events, read, unreadable);
    }

    /** The events that these advances take their partitions past. */
    List<DealEvent> eventsOf(List<Advance> advances) {
        return advances.stream()
                .flatMap(advance -> byPartition.getOrDefault(advance.partition(), List.of()).stream())
                .toList();
    }

    /**
     * How far the poll takes each partition: to where the consumer stands. That may be past more than events, such as the
     * marker behind each transaction. Kafka deletes that in time like an event, and a position before it would seem lost.
     *
     * @param stored each own partition's next offset until now
     * @param positions the consumer's; where it knows none the events count
     */
    List<Advance> advances(Map<Integer, Long> stored, Map<Integer, Long> positions) {
        List<Advance> advances = new ArrayList<>();
        stored.forEach((partition, expected) -> {
            Advance advance = read.getOrDefault(partition, Advance.none(partition, expected))
                    .upTo(positions.getOrDefault(partition, expected));
            if (advance.nextOffset() > expected) {
                advances.add(advance);
            }
        });
        return advances;
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
