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

    private static final Duration WITHIN = Duration.ofMinutes(10);

    private final Throwable failure = new StreamsException("INVALID_TXN_STATE");
    private final Throwable fenced = new StreamsException(new FencedInstanceIdException("processor-1"));

    private Instant now = Instant.EPOCH;
    private final ThreadReplacement replacement = new ThreadReplacement(1, 2, WITHIN, () -> now);
    private final ThreadReplacement roomy = new ThreadReplacement(1, 5, WITHIN, () -> now);
    private final ThreadReplacement ofFour = new ThreadReplacement(4, 5, WITHIN, () -> now);

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
        now = now.plus(WITHIN);
        assertThat(replacement.handle(failure)).isEqualTo(REPLACE_THREAD);
    }

    @Test
    void comesBackWhenARestartedBrokerHasForgottenIt() {
        assertThat(roomy.handle(fenced)).isEqualTo(REPLACE_THREAD);
        assertThat(roomy.handle(fenced)).isEqualTo(REPLACE_THREAD);
    }

    @Test
    void doesNotFightAnotherInstanceForItsName() {
        roomy.handle(fenced);
        roomy.handle(fenced);
        assertThat(roomy.handle(fenced)).isEqualTo(SHUTDOWN_CLIENT);
    }

    @Test
    void brokersThatForgetNowAndThenAreNoNamesake() {
        for (int times = 0; times < 10; times++) {
            assertThat(roomy.handle(fenced)).isEqualTo(REPLACE_THREAD);
            now = now.plus(WITHIN.dividedBy(2));
        }
    }

    @Test
    void asManyFencesAsThereAreThreadsMayComeOfOneRestartedBroker() {
        for (int fences = 0; fences < 8; fences++) {
            assertThat(ofFour.handle(fenced)).isEqualTo(REPLACE_THREAD);
        }
        assertThat(ofFour.handle(fenced)).isEqualTo(SHUTDOWN_CLIENT);
    }

    @Test
    void aFailureOfAllThreadsAtOnceCountsOnceForEach() {
        for (int deaths = 0; deaths < 20; deaths++) {
            assertThat(ofFour.handle(failure)).isEqualTo(REPLACE_THREAD);
        }
        assertThat(ofFour.handle(failure)).isEqualTo(SHUTDOWN_CLIENT);
    }
}
