package io.fairline.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * The approved versions: {@code v1/<topic>.avsc} with samples {@code v1/<topic>/<Payload>.json} and {@code .hex}.
 * Running {@link #main} in this module writes the next folder; a human reads it and commits it.
 */
final class ApprovedContracts {

    static final Path FOLDER = Path.of("src/test/approved");
    static final Map<String, Schema> CURRENT = Map.of(
            "order-commands", io.fairline.schemas.commands.OrderCommand.getClassSchema(),
            "order-events", io.fairline.schemas.events.OrderEvent.getClassSchema(),
            "deals", io.fairline.schemas.deals.DealRecord.getClassSchema());

    static {
        AvroSerdes.trustGeneratedRecords();
    }

    private ApprovedContracts() {}

    /** Writes the present schemas and samples as the next version. */
    public static void main(String[] args) throws IOException {
        Path version = FOLDER.resolve("v" + (versions().size() + 1));
        for (var topic : CURRENT.entrySet()) {
            Files.createDirectories(version.resolve(topic.getKey()));
            Files.writeString(
                    version.resolve(topic.getKey() + ".avsc"), topic.getValue().toString(true) + "\n");
        }
        for (SpecificRecord sample : Samples.all()) {
            Path file = version.resolve(topicOf(sample)).resolve(payloadName(sample));
            Files.writeString(Path.of(file + ".hex"), HexFormat.of().formatHex(encode(sample)) + "\n");
            Files.writeString(Path.of(file + ".json"), GenericData.get().toString(sample) + "\n");
        }
    }

    static Schema current(String topic) {
        return Objects.requireNonNull(CURRENT.get(topic), topic);
    }

    /** Oldest first. */
    static List<Path> versions() throws IOException {
        if (!Files.isDirectory(FOLDER)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.sorted(Comparator.comparingInt(folder ->
                            Integer.parseInt(folder.getFileName().toString().substring(1))))
                    .toList();
        }
    }

    static Path newest() throws IOException {
        return versions().getLast();
    }

    static Schema schema(Path version, String topic) throws IOException {
        return new Schema.Parser().parse(Files.readString(version.resolve(topic + ".avsc"), UTF_8));
    }

    static List<Path> samples(Path version, String topic) {
        try (Stream<Path> files = Files.list(version.resolve(topic))) {
            return files.filter(file -> file.toString().endsWith(".hex"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(Path hexFile) throws IOException {
        return HexFormat.of().parseHex(Files.readString(hexFile).strip());
    }

    static GenericRecord decode(byte[] bytes, Schema writer, Schema reader) throws IOException {
        var datumReader = new GenericDatumReader<GenericRecord>(writer, reader);
        return datumReader.read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    }

    static byte[] encode(SpecificRecord sample) throws IOException {
        return encode(sample, new SpecificDatumWriter<>(sample.getSchema()));
    }

    static byte[] encode(GenericRecord sample) throws IOException {
        return encode(sample, new GenericDatumWriter<>(sample.getSchema()));
    }

    static String topicOf(SpecificRecord sample) {
        return CURRENT.entrySet().stream()
                .filter(topic -> topic.getValue().equals(sample.getSchema()))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    static String payloadName(SpecificRecord sample) {
        int field = sample.getSchema().getField("payload").pos();
        return sample.get(field).getClass().getSimpleName();
    }

    private static <T> byte[] encode(T sample, GenericDatumWriter<T> writer) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        writer.write(sample, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
