package io.fairline.perf.baselines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ApproachTest {

    @Test
    void aLockNeedsNoDiskAndWhatHoldsOrdersDoes() {
        assertThat(Arrays.stream(Approach.values()).filter(Approach::keepsOrdersInRedis))
                .containsExactly(Approach.REDIS_SCRIPT, Approach.REDIS_STREAM);
    }
}
