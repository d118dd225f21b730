package io.fairline.schemas;

import static org.apache.avro.SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class ApprovedContractsTest {

    static final Set<String> TOPICS = ApprovedContracts.CURRENT.keySet();

    @ParameterizedTest
    @FieldSource("TOPICS")
    void everyApprovedVersionCanStillBeRead(String topic) throws IOException {
        for (Path version : ApprovedContracts.versions()) {
            var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(
                    ApprovedContracts.current(topic), ApprovedContracts.schema(version, topic));

            assertThat(compatibility.getType())
                    .as("%s written with %s: %s", topic, version.getFileName(), compatibility.getDescription())
                    .isEqualTo(COMPATIBLE);
        }
    }

    @ParameterizedTest
    @FieldSource("TOPICS")
    void aChangedSchemaNeedsANewApprovedVersion(String topic) throws IOException {
        Schema newest = ApprovedContracts.schema(ApprovedContracts.newest(), topic);

        assertThat(ApprovedContracts.current(topic).toString(true))
                .as("the schema of %s is not the newest approved one: run ApprovedContracts, read, commit", topic)
                .isEqualTo(newest.toString(true));
    }

    @ParameterizedTest
    @MethodSource("approvedSamples")
    void anApprovedSampleKeepsItsBytesAndItsMeaning(Path version, String topic, Path sample) throws IOException {
        Schema writer = ApprovedContracts.schema(version, topic);
        byte[] bytes = ApprovedContracts.bytes(sample);

        GenericRecord asWritten = ApprovedContracts.decode(bytes, writer, writer);

        assertThat(ApprovedContracts.encode(asWritten)).isEqualTo(bytes);
        assertThat(GenericData.get().toString(asWritten)).isEqualTo(approvedMeaning(sample));
        GenericRecord asReadToday = ApprovedContracts.decode(bytes, writer, ApprovedContracts.current(topic));
        assertThat(asReadToday.get("dealId")).isEqualTo(asWritten.get("dealId"));
    }

    @ParameterizedTest
    @MethodSource("presentSamples")
    void todaysRecordsHaveTheApprovedBytes(SpecificRecord sample) throws IOException {
        Path approved = ApprovedContracts.newest()
                .resolve(ApprovedContracts.topicOf(sample))
                .resolve(ApprovedContracts.payloadName(sample) + ".hex");

        assertThat(ApprovedContracts.encode(sample)).isEqualTo(ApprovedContracts.bytes(approved));
    }

    @ParameterizedTest
    @FieldSource("TOPICS")
    void everyPayloadHasASample(String topic) throws IOException {
        Set<String> payloads = ApprovedContracts.current(topic).getField("payload").schema().getTypes().stream()
                .map(Schema::getName)
                .collect(Collectors.toSet());
        Set<String> sampled = ApprovedContracts.samples(ApprovedContracts.newest(), topic).stream()
                .map(file -> file.getFileName().toString().replace(".hex", ""))
                .collect(Collectors.toSet());

        assertThat(sampled).isEqualTo(payloads);
    }

    @ParameterizedTest
    @FieldSource("TOPICS")
    void everyFieldIsDocumented(String topic) {
        assertThat(undocumented(ApprovedContracts.current(topic))).isEmpty();
    }

    @Test
    void anIncompatibleChangeWouldBeSeen() throws IOException {
        Schema writer = ApprovedContracts.schema(ApprovedContracts.newest(), "deals");
        Schema withARequiredField = new Schema.Parser()
                .parse(writer.toString()
                        .replace(
                                "\"fields\":[{\"name\":\"dealId\"",
                                "\"fields\":[" + NEW_FIELD + ",{\"name\":\"dealId\""));

        var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(withARequiredField, writer);

        assertThat(compatibility.getType()).isNotEqualTo(COMPATIBLE);
    }

    private static final String NEW_FIELD = "{\"name\":\"currency\",\"type\":\"string\"}";

    static List<Arguments> approvedSamples() throws IOException {
        return ApprovedContracts.versions().stream()
                .flatMap(version -> TOPICS.stream()
                        .flatMap(topic -> ApprovedContracts.samples(version, topic).stream()
                                .map(sample -> Arguments.of(version, topic, sample))))
                .toList();
    }

    static List<? extends SpecificRecord> presentSamples() {
        return Samples.all();
    }

    private static String approvedMeaning(Path sample) throws IOException {
        return Files.readString(Path.of(sample.toString().replace(".hex", ".json")))
                .strip();
    }

    private static List<String> undocumented(Schema schema) {
        return switch (schema.getType()) {
            case RECORD ->
                schema.getFields().stream()
                        .flatMap(field -> Stream.concat(
                                field.doc() == null ? Stream.of(schema.getName() + "." + field.name()) : Stream.of(),
                                undocumented(field.schema()).stream()))
                        .toList();
            case UNION ->
                schema.getTypes().stream()
                        .flatMap(type -> undocumented(type).stream())
                        .toList();
            case ARRAY -> undocumented(schema.getElementType());
            case ENUM -> schema.getDoc() == null ? List.of(schema.getName()) : List.of();
            case MAP, FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> List.of();
        };
    }
}
