package io.fairline.perf.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CompilerTimeTest {

    private static final long NOBODY = 999_999_999;

    @Test
    void countsTheCompilersOfAJvmAndNothingElseOfIt() {
        long self = ProcessHandle.current().pid();
        long compilers = CompilerTime.micros(List.of(self));

        assertThat(compilers)
                .isPositive()
                .isLessThan(ProcessHandle.current()
                                .info()
                                .totalCpuDuration()
                                .orElseThrow()
                                .toNanos()
                        / 1_000);
        assertThat(CompilerTime.micros(List.of(self, NOBODY))).isGreaterThanOrEqualTo(compilers);
    }

    @Test
    void whoHasEndedCountsNothing() {
        assertThat(CompilerTime.micros(List.of(NOBODY))).isZero();
    }
}
