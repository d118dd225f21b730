package io.fairline.processor.topology;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class ThreadReplacementTest {

    private final Throwable failure = new StreamsException("INVALID_TXN_STATE");

    private Instant now = Instant.EPOCH;
    private final ThreadReplacement replacement = new ThreadReplacement(2, Duration.ofMinutes(10), () -> now);
    private final ThreadReplacement roomy = new ThreadReplacement(5, Duration.ofMinutes(10), () -> now);

    @Test
    void replacesAThreadThatDied() {
        assertThat(replacement.handle(failure)).isEqualTo(REPLACE_THREAD);
    }

    @Test
    void givesUpWhenThreadsKeepDying() {
        replacement.handle(failure);
        replacement.handle(failure);
        assertThat(replacement.handle(failure)).isEqualTo(SHUTDOWN_CLIENT);
    }

    @Test
    void forgetsWhatIsLongAgo() {
        replacement.handle(failure);
        replacement.handle(failure);
        now = now.plus(Duration.ofMinutes(10));
        assertThat(replacement.handle(failure)).isEqualTo(REPLACE_THREAD);
    }

    @Test
    void comesBackWhenARestartedBrokerHasForgottenIt() {
        Throwable fenced = new StreamsException(new FencedInstanceIdException("processor-1"));

        assertThat(roomy.handle(fenced)).isEqualTo(REPLACE_THREAD);
        assertThat(roomy.handle(fenced)).isEqualTo(REPLACE_THREAD);
    }

    @Test
    void doesNotFightAnotherInstanceForItsName() {
        Throwable fenced = new StreamsException(new FencedInstanceIdException("processor-1"));
        roomy.handle(fenced);
        roomy.handle(fenced);
        assertThat(roomy.handle(fenced)).isEqualTo(SHUTDOWN_CLIENT);
    }
}
