package io.fairline.projection.wire;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairline.projection.wire.EventDecoder.CannotDecode;
import io.fairline.schemas.AvroSerdes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class EventDecoderTest {

    private static final byte[] ANY = {0, 0, 0, 0, 1, 2};

    /** The registry's client would wait for ever, and every partition of the instance with it. */
    @Test
    void aRegistryThatTakesTheQuestionAndNeverAnswersIsAsGoodAsAway() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                EventDecoder decoder = new EventDecoder(
                        AvroSerdes.ofApicurio("http://127.0.0.1:%d/apis/registry/v3".formatted(silent.getLocalPort())),
                        Duration.ofMillis(200))) {
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> decoder.decode(new ConsumerRecord<>("order-events", 0, 0, new byte[0], ANY)))
                        .isInstanceOf(CannotDecode.class)
                        .hasMessageContaining("the schema registry cannot be reached")
                        .hasMessageContaining("no answer within 200 ms");
            }
        }
    }
}
