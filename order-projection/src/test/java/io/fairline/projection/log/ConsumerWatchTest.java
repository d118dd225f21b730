package io.fairline.projection.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.kafka.event.ConsumerRetryAuthEvent;
import org.springframework.kafka.event.ConsumerRetryAuthSuccessfulEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent;

/** What follows from what the container tells. */
class ConsumerWatchTest {

    private static final Object SOURCE = "container";

    private final Stalls stalls = new Stalls();
    private final List<String> ends = new ArrayList<>();
    private final ConsumerWatch watch = new ConsumerWatch(stalls, ends::add);

    @Test
    void instanceIsStalledWhileKafkaRefusesIt() {
        watch.onApplicationEvent(
                new ConsumerRetryAuthEvent(SOURCE, SOURCE, ConsumerRetryAuthEvent.Reason.AUTHORIZATION));
        assertThat(stalls.any()).isTrue();

        watch.onApplicationEvent(new ConsumerRetryAuthSuccessfulEvent(SOURCE, SOURCE));
        assertThat(stalls.any()).isFalse();
        assertThat(ends).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NORMAL")
    void consumerThatEndsByItselfEndsTheProcess(ConsumerStoppedEvent.Reason reason) {
        watch.onApplicationEvent(new ConsumerStoppedEvent(SOURCE, SOURCE, reason));

        assertThat(ends).singleElement().asString().contains(reason.name());
    }

    @Test
    void consumerThatIsStoppedEndsNothing() {
        watch.onApplicationEvent(new ConsumerStoppedEvent(SOURCE, SOURCE, ConsumerStoppedEvent.Reason.NORMAL));

        assertThat(ends).isEmpty();
    }
}
