package io.fairline.perf.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairline.schemas.AvroSerdes;
import io.fairline.schemas.RegistryCalls.NoAnswer;
import io.fairline.schemas.events.DealClosed;
import io.fairline.schemas.events.OrderEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;

class BatchDecoderTest {

    @Test
    void registryThatOnceDoesNotAnswerIsAskedAgain() {
        OftenSilent.SILENCES_LEFT.set(1);
        try (BatchDecoder<OrderEvent> decoder = decoder(Duration.ofSeconds(2))) {
            assertThat(decoder.decode(List.of(new byte[] {1}, new byte[] {2})))
                    .extracting(OrderEvent::getDealId)
                    .containsExactly(1, 2);
        }
    }

    @Test
    void registryThatNeverAnswersIsNotWaitedForForEver() {
        OftenSilent.SILENCES_LEFT.set(Integer.MAX_VALUE);
        try (BatchDecoder<OrderEvent> decoder = decoder(Duration.ofMillis(50))) {
            assertThatThrownBy(() -> decoder.decode(List.of(new byte[] {1}))).isInstanceOf(NoAnswer.class);
        }
    }

    private static BatchDecoder<OrderEvent> decoder(Duration answerWithin) {
        String client = OftenSilent.class.getName();
        return new BatchDecoder<>(new AvroSerdes(client, client, Map.of()), "order-events", answerWithin);
    }

    /** A registry's client whose first calls get no answer. The byte is the event's deal. */
    public static final class OftenSilent implements Deserializer<OrderEvent> {

        static final AtomicInteger SILENCES_LEFT = new AtomicInteger();

        @Override
        public OrderEvent deserialize(String topic, byte[] value) {
            if (SILENCES_LEFT.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException("given up", e);
                }
            }
            return new OrderEvent((int) value[0], 1L, 5, 0L, 1_000L, 5, 0, 0, new DealClosed("shop"));
        }
    }
}
