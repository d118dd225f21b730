package io.fairline.perf.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessMeterTest {

    @Test
    void readsCpuTimeBehindANameWithSpacesAndParentheses() {
        String stat = "42 (a (b) c) S 1 42 42 0 -1 4194560 100 0 0 0 7 5 0 0 20 0 1 0 100 1000 10";

        assertThat(ProcessMeter.cpuMicros(stat)).isEqualTo(120_000);
    }

    @Test
    void countsTheTimeOfChildrenThatHaveEndedForAProcessAndNotForAThread() {
        String stat = "42 (postgres) S 1 42 42 0 -1 4194560 100 0 0 0 7 5 30 8 20 0 1 0 100 1000 10";

        assertThat(ProcessMeter.cpuMicrosWithTheEnded(stat)).isEqualTo(500_000);
        assertThat(ProcessMeter.cpuMicros(stat)).isEqualTo(120_000);
    }

    @Test
    void readsSizes() {
        assertThat(ProcessMeter.kilobytes("Name:\tjava\nRssAnon:\t  152 kB\nRssFile:\t 2016 kB\nThreads:\t3\n"))
                .isEqualTo(Map.of("RssAnon", 152L, "RssFile", 2016L));
    }

    @Test
    void measuresThisProcess() {
        ProcessMeter meter =
                new ProcessMeter(() -> Map.of("me", ProcessHandle.current().pid()));
        meter.start();
        meter.sample();

        assertThat(meter.usage()).containsOnlyKeys("me");
        assertThat(meter.usage().values())
                .allSatisfy(usage -> assertThat(usage.peakRssMb()).isPositive());
    }
}
