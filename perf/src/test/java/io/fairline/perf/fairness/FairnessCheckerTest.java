package io.fairline.perf.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.perf.fairness.Outcome.CommandRefused;
import io.fairline.schemas.events.RefusalReason;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FairnessCheckerTest {

    private static final long SEED = Long.getLong("fairline.seed", 20_261_121);
    private static final History VALID = SimulatedRun.of(SEED);

    static LongStream seeds() {
        return LongStream.range(SEED, SEED + 20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void findsNothingInARunThatKeptThePromise(long seed) {
        Verdict verdict = FairnessChecker.check(SimulatedRun.of(seed));

        assertThat(verdict.findings())
                .allSatisfy(finding -> assertThat(finding.examples()).isEmpty());
        assertThat(verdict.clean()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("io.fairline.perf.fairness.PlantedFault#all")
    void catchesThePlantedFault(PlantedFault fault) {
        Verdict verdict = FairnessChecker.check(fault.plantedIn(VALID));

        assertThat(verdict.violated()).as("seed %d", SEED).contains(fault.caughtBy());
    }

    @Test
    void doesNotClaimToHaveCheckedWhatNobodyRead() {
        History unread = new History(
                VALID.calls(),
                VALID.commands(),
                VALID.events(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                VALID.sightings(),
                false);
        Verdict verdict = FairnessChecker.check(unread);

        assertThat(verdict.clean()).isTrue();
        assertThat(verdict.rowsAndCacheChecked()).isFalse();
        assertThat(verdict.findings())
                .extracting(Verdict.Finding::check)
                .doesNotContain("DatabaseEqualsTheFold", "LedgerEqualsTheFold", "CacheNeverAhead");
    }

    @Test
    void everyCheckHasAFaultThatItCatches() {
        List<String> checks = FairnessChecker.check(VALID).findings().stream()
                .map(Verdict.Finding::check)
                .toList();

        assertThat(PlantedFault.all().stream().map(PlantedFault::caughtBy)).containsAll(checks);
    }

    @Test
    @DisplayName("a simulated run holds every kind of outcome, or the faults would prove little")
    void simulatedRunHoldsEveryOutcome() {
        assertThat(VALID.events().stream()
                        .map(event -> event.outcome().getClass().getSimpleName()))
                .contains(Arrays.stream(Outcome.class.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .toArray(String[]::new));
        assertThat(VALID.events().stream()
                        .flatMap(event -> event.outcome() instanceof CommandRefused refused
                                ? Stream.of(refused.reason())
                                : Stream.of())
                        .collect(Collectors.toSet()))
                .isEqualTo(EnumSet.complementOf(EnumSet.of(RefusalReason.UNKNOWN, RefusalReason.INVALID_COMMAND)));
        assertThat(VALID.sightings().stream().map(Sighting::status).collect(Collectors.toSet()))
                .isEqualTo(EnumSet.allOf(OrderStatus.class));
    }

    @Test
    void countsOversoldAndUndersoldInUnitsAndPlacesOutOfLine() {
        assertThat(FairnessChecker.check(StockFault.ONE_UNIT_IS_SOLD_THAT_IS_NOT_THERE.plantedIn(VALID))
                        .oversoldUnits())
                .isPositive();
        assertThat(FairnessChecker.check(StockFault.AN_ORDER_LOSES_ALTHOUGH_UNITS_ARE_FREE.plantedIn(VALID))
                        .undersoldUnits())
                .isPositive();
        assertThat(FairnessChecker.check(LineFault.AN_ORDER_OVERTAKES_ONE_ALREADY_ANSWERED.plantedIn(VALID))
                        .fifoViolations())
                .isPositive();
    }
}
