package io.fairline.processor.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be read, byte for byte, with its own headers, and behind them others (UTF-8 text) that say why and
 * where it stood.
 */
final class DeadLetter {

    static final String ERROR = "error";
    static final String SOURCE_TOPIC = "source-topic";
    static final String SOURCE_PARTITION = "source-partition";
    static final String SOURCE_OFFSET = "source-offset";
    /** Only where a record is too large to be kept whole: how many bytes its value had. */
    static final String SOURCE_VALUE_BYTES = "source-value-bytes";

    // Well under what a broker takes in one record (1 MiB), or one huge record could stop its line for ever.
    private static final int LARGEST_PART_BYTES = 448 * 1024;
    private static final int LARGEST_HEADERS_BYTES = 64 * 1024;
    private static final int LENGTHS_OF_A_HEADER_BYTES = 10;

    private DeadLetter() {}

    static Record<byte[], Outgoing> of(Record<byte[], byte[]> unreadable, RecordMetadata position, String reason) {
        Headers headers = own(unreadable.headers());
        add(headers, ERROR, reason);
        add(headers, SOURCE_TOPIC, position.topic());
        add(headers, SOURCE_PARTITION, Integer.toString(position.partition()));
        add(headers, SOURCE_OFFSET, Long.toString(position.offset()));
        byte[] value = unreadable.value();
        if (value != null && value.length > LARGEST_PART_BYTES) {
            add(headers, SOURCE_VALUE_BYTES, Integer.toString(value.length));
        }
        Outgoing outgoing = new Outgoing(shortened(value), Outgoing.ANY);
        return new Record<>(shortened(unreadable.key()), outgoing, unreadable.timestamp(), headers);
    }

    /** Those that fit, from the first on. */
    private static Headers own(Headers all) {
        Headers kept = new RecordHeaders();
        int bytes = 0;
        for (Header header : all) {
            byte[] value = header.value();
            bytes += LENGTHS_OF_A_HEADER_BYTES
                    + header.key().getBytes(UTF_8).length
                    + (value == null ? 0 : value.length);
            if (bytes > LARGEST_HEADERS_BYTES) {
                return kept;
            }
            kept.add(header);
        }
        return kept;
    }

    private static byte @Nullable [] shortened(byte @Nullable [] bytes) {
        return bytes == null || bytes.length <= LARGEST_PART_BYTES ? bytes : Arrays.copyOf(bytes, LARGEST_PART_BYTES);
    }

    private static void add(Headers headers, String name, String text) {
        headers.add(name, text.getBytes(UTF_8));
    }
}
