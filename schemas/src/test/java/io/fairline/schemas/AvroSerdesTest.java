package io.fairline.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairline.local.LocalServers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** The serdes against a real registry, their bytes read once as we do and once as a stranger would. */
class AvroSerdesTest {

    private static final int ENVELOPE_BYTES = 5;

    private static TopicNames topics;
    private static String registryUrl;
    private static AvroSerdes serdes;
    private static Serializer<SpecificRecord> serializer;
    private static Deserializer<SpecificRecord> deserializer;

    @BeforeAll
    static void startRegistry() {
        LocalServers servers = LocalServers.shared();
        topics = new TopicNames(servers.newTopicPrefix());
        registryUrl = servers.registry().url();
        serdes = AvroSerdes.ofApicurio(servers.registry().serdesUrl());
        serializer = serdes.newSerializer();
        deserializer = serdes.newDeserializer();
    }

    @AfterAll
    static void closeSerdes() {
        serializer.close();
        deserializer.close();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatWeWriteWeReadBack(SpecificRecord sample) {
        byte[] wire = serializer.serialize(topicOf(sample), sample);

        assertThat(deserializer.deserialize(topicOf(sample), wire)).isEqualTo(sample);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aStrangerReadsItWithTheSchemaOfItsId(SpecificRecord sample) throws IOException, InterruptedException {
        ByteBuffer wire = ByteBuffer.wrap(serializer.serialize(topicOf(sample), sample));

        assertThat(wire.get()).as("magic byte").isZero();
        Schema writer = schemaById(wire.getInt());
        byte[] body = Arrays.copyOfRange(wire.array(), ENVELOPE_BYTES, wire.array().length);
        assertThat(GenericData.get().toString(ApprovedContracts.decode(body, writer, writer)))
                .isEqualTo(GenericData.get().toString(sample));
    }

    @Test
    void aSerdeThatIsNotThereIsNamed() {
        AvroSerdes absent = new AvroSerdes("no.such.Serializer", "no.such.Deserializer", Map.of());

        assertThatThrownBy(absent::newSerializer)
                .hasMessage("no serde 'no.such.Serializer': put its library on the class path or correct the setting");
    }

    static List<? extends SpecificRecord> samples() {
        return Samples.all();
    }

    private static String topicOf(SpecificRecord sample) {
        return topics.prefix() + ApprovedContracts.topicOf(sample);
    }

    private static Schema schemaById(int id) throws IOException, InterruptedException {
        URI address = URI.create("%s/apis/ccompat/v7/schemas/ids/%d".formatted(registryUrl, id));
        try (HttpClient http = HttpClient.newHttpClient()) {
            String answer = http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                    .body();
            String schema =
                    JsonMapper.shared().readTree(answer).required("schema").stringValue();
            return new Schema.Parser().parse(schema);
        }
    }
}
