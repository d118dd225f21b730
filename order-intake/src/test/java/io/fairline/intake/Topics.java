package io.fairline.intake;

import io.fairline.local.LocalServers;
import io.fairline.schemas.AvroSerdes;
import io.fairline.schemas.TopicNames;
import io.fairline.schemas.commands.OrderCommand;
import io.fairline.schemas.deals.DealRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** The topics of one prefix, written and read as the other services would. */
record Topics(LocalServers servers, TopicNames names) {

    static Topics fresh(LocalServers servers) {
        return new Topics(servers, new TopicNames(servers.newTopicPrefix()));
    }

    AvroSerdes serdes() {
        return AvroSerdes.ofApicurio(registryUrl());
    }

    String registryUrl() {
        return servers.registry().serdesUrl();
    }

    void publish(DealRecord deal) {
        try (Serializer<DealRecord> serializer = serdes().newSerializer()) {
            publishDealBytes(deal.getDealId(), serializer.serialize(names.deals(), deal));
        }
    }

    /** Puts any bytes where a deal's snapshot should be; null is a tombstone. */
    void publishDealBytes(int dealId, byte @Nullable [] value) {
        byte[] key = Integer.toString(dealId).getBytes(StandardCharsets.UTF_8);
        Map<String, Object> settings =
                Map.of("bootstrap.servers", servers.kafka().bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(names.deals(), key, value)).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many records order-commands has got so far. */
    long commandsWritten() {
        try (KafkaConsumer<byte[], byte[]> consumer = newConsumer()) {
            return consumer.endOffsets(commandPartitions(consumer)).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    /** Everything in order-commands so far. */
    List<ConsumerRecord<byte[], byte[]>> commandRecords() {
        try (KafkaConsumer<byte[], byte[]> consumer = newConsumer()) {
            List<TopicPartition> all = commandPartitions(consumer);
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
            }
            return found;
        }
    }

    private KafkaConsumer<byte[], byte[]> newConsumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers.kafka().bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private List<TopicPartition> commandPartitions(KafkaConsumer<?, ?> consumer) {
        return consumer.partitionsFor(names.commands()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    /** The record at a position as an answer gives it, {@code "3-1234"}. */
    ConsumerRecord<byte[], byte[]> commandRecordAt(String position) {
        return commandRecords().stream()
                .filter(found -> position.equals(found.partition() + "-" + found.offset()))
                .findFirst()
                .orElseThrow();
    }

    /** The same, read with the deserializer that the processor uses. */
    OrderCommand commandAt(String position) {
        try (Deserializer<OrderCommand> deserializer = serdes().newDeserializer()) {
            return deserializer.deserialize(
                    names.commands(), commandRecordAt(position).value());
        }
    }
}
