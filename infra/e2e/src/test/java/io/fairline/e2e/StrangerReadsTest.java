package io.fairline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.e2e.Shop.Accepted;
import io.fairline.local.stack.LocalStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Every topic read the way a stranger would: no class of ours, only the registry's address and plain Avro. */
class StrangerReadsTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final LocalStack stack = Fairline.stack();
    private final Map<Integer, Schema> schemas = new HashMap<>();

    @ParameterizedTest
    @CsvSource({"order-commands, OrderCommand", "order-events, OrderEvent", "deals, DealRecord"})
    void everyRecordIsReadableFromItsSchemaId(String topic, String envelope) throws IOException, InterruptedException {
        Shop shop = Fairline.shop();
        int deal = shop.openDeal(1, 1, 86_400);
        Accepted order = shop.accepted(deal, 1, "alice", null);
        shop.awaitStatus(order, "alice", "RESERVED");

        List<GenericRecord> ofDeal = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : recordsOf(topic, String.valueOf(deal))) {
            GenericRecord read = read(record.value());
            assertThat(read.getSchema().getName()).isEqualTo(envelope);
            assertThat(read.get("dealId")).hasToString(record.key());
            ofDeal.add(read);
        }

        assertThat(ofDeal).isNotEmpty();
        assertThat(ofDeal).allMatch(record -> record.get("payload") instanceof GenericRecord);
    }

    private GenericRecord read(byte[] value) throws IOException, InterruptedException {
        ByteBuffer wire = ByteBuffer.wrap(value);
        assertThat(wire.get()).as("magic byte").isZero();
        Schema schema = schema(wire.getInt());
        var decoder = DecoderFactory.get().binaryDecoder(value, wire.position(), wire.remaining(), null);
        return new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
    }

    private Schema schema(int id) throws IOException, InterruptedException {
        Schema known = schemas.get(id);
        if (known != null) {
            return known;
        }
        URI address = URI.create(
                "%s/apis/ccompat/v7/schemas/ids/%d".formatted(stack.registry().url(), id));
        try (HttpClient http = HttpClient.newHttpClient()) {
            String answer = http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                    .body();
            Schema schema = new Schema.Parser()
                    .parse(JSON.readTree(answer).required("schema").stringValue());
            schemas.put(id, schema);
            return schema;
        }
    }

    private List<ConsumerRecord<String, byte[]>> recordsOf(String topic, String key) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", stack.kafka().bootstrapServers(), "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
            Awaitility.await("all of " + topic)
                    .atMost(Shop.PATIENCE)
                    .pollInSameThread()
                    .until(() -> {
                        consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                            if (record.key().equals(key)) {
                                found.add(record);
                            }
                        });
                        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
                        return ends.entrySet().stream()
                                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
                    });
            return found;
        }
    }
}
