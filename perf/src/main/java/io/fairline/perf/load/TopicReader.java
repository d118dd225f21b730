package io.fairline.perf.load;

import io.fairline.perf.fairness.Command;
import io.fairline.perf.fairness.Event;
import io.fairline.perf.fairness.Position;
import io.fairline.schemas.RegistryCalls;
import io.fairline.schemas.commands.OrderCommand;
import io.fairline.schemas.events.OrderEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.IntPredicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads the two topics of a run, from where they ended before it to where they end now. */
public final class TopicReader {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final long STALL_NANOS = Duration.ofSeconds(20).toNanos();

    private final Target target;
    private final Map<TopicPartition, Long> starts;

    /** To be made before the run: its records are the ones behind this mark. */
    public TopicReader(Target target) {
        this.target = target;
        try (KafkaConsumer<byte[], byte[]> consumer = target.newConsumer()) {
            List<TopicPartition> all = new ArrayList<>(
                    target.partitionsOf(consumer, target.topics().commands()));
            all.addAll(target.partitionsOf(consumer, target.topics().events()));
            starts = Map.copyOf(consumer.endOffsets(all));
        }
    }

    /** The commands of the deals that are ours, of each partition in order. */
    public List<Command> commands(IntPredicate isOurs) {
        List<Command> commands = new ArrayList<>();
        this.<OrderCommand>read(target.topics().commands(), (record, command) -> {
            if (isOurs.test(command.getDealId())) {
                commands.add(WireRecords.command(positionOf(record), record.timestamp(), command));
            }
        });
        return commands;
    }

    /** The events of the deals that are ours, of each partition in order. */
    public List<Event> events(IntPredicate isOurs) {
        List<Event> events = new ArrayList<>();
        this.<OrderEvent>read(target.topics().events(), (record, event) -> {
            if (isOurs.test(event.getDealId())) {
                events.add(WireRecords.event(positionOf(record), event));
            }
        });
        return events;
    }

    private <T extends SpecificRecord> void read(String topic, BiConsumer<ConsumerRecord<byte[], byte[]>, T> sink) {
        try (KafkaConsumer<byte[], byte[]> consumer = target.newConsumer();
                BatchDecoder<T> decoder = new BatchDecoder<>(target.serdes(), topic, RegistryCalls.ANSWER_WITHIN)) {
            List<TopicPartition> partitions = target.partitionsOf(consumer, topic);
            consumer.assign(partitions);
            partitions.forEach(partition -> consumer.seek(partition, starts.getOrDefault(partition, 0L)));
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
            long lastProgress = System.nanoTime();
            while (!reached(consumer, ends)) {
                List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
                consumer.poll(POLL).forEach(batch::add);
                if (!batch.isEmpty()) {
                    List<T> values = decoder.decode(
                            batch.stream().map(ConsumerRecord::value).toList());
                    for (int i = 0; i < batch.size(); i++) {
                        sink.accept(batch.get(i), values.get(i));
                    }
                    lastProgress = System.nanoTime();
                } else if (System.nanoTime() - lastProgress > STALL_NANOS) {
                    throw new IllegalStateException(
                            "%s gives nothing more before its end: is a transaction open?".formatted(topic));
                }
            }
        }
    }

    private static boolean reached(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
        return ends.isEmpty();
    }

    private static Position positionOf(ConsumerRecord<?, ?> record) {
        return new Position(record.partition(), record.offset());
    }
}
