package io.fairline.processor.wire;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairline.processor.RefusesToRun;
import io.fairline.schemas.AvroSerdes;
import io.fairline.schemas.TopicNames;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

class WireFormatTest {

    private static final TopicNames TOPICS = new TopicNames("");

    @Test
    void aSerializerThatWritesNoSchemaIdIsRefused() {
        AvroSerdes serdes = new AvroSerdes(AsText.class.getName(), "none", Map.of());
        assertThatThrownBy(() -> Wire.learn(serdes, TOPICS))
                .isInstanceOf(RefusesToRun.class)
                .hasMessageContaining("AsText does not write magic byte 0");
    }

    @Test
    void aSerializerThatWritesSomethingElseBehindTheIdIsRefused() {
        AvroSerdes serdes = new AvroSerdes(AsTextBehindAnId.class.getName(), "none", Map.of());
        assertThatThrownBy(() -> Wire.learn(serdes, TOPICS)).isInstanceOf(RefusesToRun.class);
    }

    /** Writes text, as a JSON serializer does. */
    public static final class AsText implements Serializer<Object> {
        @Override
        public byte[] serialize(String topic, Object value) {
            return value.toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Writes text behind what looks like a schema id. */
    public static final class AsTextBehindAnId implements Serializer<Object> {
        @Override
        public byte[] serialize(String topic, Object value) {
            return ("\0\0\0\0\1" + value).getBytes(StandardCharsets.UTF_8);
        }
    }
}
