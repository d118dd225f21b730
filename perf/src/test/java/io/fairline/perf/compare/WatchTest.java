package io.fairline.perf.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WatchTest {

    @Test
    void whoIsSlowIsAskedLessOftenAndSeenLateByATenthAtMost() {
        assertThat(pauseMillis(0)).isEqualTo(10);
        assertThat(pauseMillis(100)).isEqualTo(10);
        assertThat(pauseMillis(500)).isEqualTo(50);
        assertThat(pauseMillis(30_000)).isEqualTo(100);
    }

    private static long pauseMillis(long waitedMillis) {
        return TimeUnit.NANOSECONDS.toMillis(Watch.pauseNanos(TimeUnit.MILLISECONDS.toNanos(waitedMillis)));
    }
}
