package io.fairline.projection.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StallsTest {

    private long nanos;
    private final Stalls stalls = new Stalls(() -> nanos);

    @Test
    void anAnswerThatDoesNotComeIsAStallUntilItDoes() {
        nanos += Duration.ofHours(1).toNanos();
        boolean late = stalls.whileAsking(() -> {
            nanos += Duration.ofSeconds(5).toNanos();
            assertThat(stalls.any()).isFalse();
            nanos++;
            assertThat(stalls.all()).containsOnlyKeys("postgres");
            return stalls.any();
        });

        assertThat(late).isTrue();
        assertThat(stalls.any()).isFalse();
    }
}
