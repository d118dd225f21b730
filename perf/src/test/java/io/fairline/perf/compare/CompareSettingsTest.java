package io.fairline.perf.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompareSettingsTest {

    @Test
    void comparesEverythingInThreeRoundsUnlessTold() {
        CompareSettings settings = CompareSettings.from(Map.of());

        assertThat(settings.subjects()).hasSize(8).contains("fairline", "row-lock", "memory-queue");
        assertThat(settings.deals()).isEqualTo(List.of(1, 100));
        assertThat(settings.instances()).isEqualTo(List.of(1, 2));
        assertThat(settings.rounds()).isEqualTo(3);
    }

    @Test
    void takesAShortRun() {
        CompareSettings settings =
                CompareSettings.from(Map.of("BASELINES", "row-lock, fairline", "DEALS", "1", "SECONDS", "5"));

        assertThat(settings.subjects()).isEqualTo(List.of("row-lock", "fairline"));
        assertThat(settings.deals()).isEqualTo(List.of(1));
        assertThat(settings.seconds()).isEqualTo(5);
    }

    @Test
    void saysWhatIsNoNumber() {
        assertThatThrownBy(() -> CompareSettings.from(Map.of("ROUNDS", "x"))).hasMessageContaining("ROUNDS must be a");
        assertThatThrownBy(() -> CompareSettings.from(Map.of("DEALS", "1,x"))).hasMessageContaining("DEALS must be");
    }

    @Test
    void refusesWhatCannotBeCompared() {
        assertThatThrownBy(() -> CompareSettings.from(Map.of("DEALS", "0,1"))).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> CompareSettings.from(Map.of("INSTANCES", "0"))).hasMessageContaining("at least 1");
    }

    @Test
    void refusesWhatNobodyBuilt() {
        assertThatThrownBy(() -> CompareSettings.from(Map.of("BASELINES", "blockchain")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not 'blockchain'");
    }
}
