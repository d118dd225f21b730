package io.fairline.processor.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Invariants that cannot fail prove nothing: each is shown rules with a fault that it has to find. */
class PlantedFaultsTest {

    static Stream<PlantedFault> faults() {
        return PlantedFault.all();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void isFoundByThePromiseThatItBreaks(PlantedFault fault) {
        Invariant.BrokenPromise broken =
                catchThrowableOfType(Invariant.BrokenPromise.class, () -> runManyDealsWith(fault.rules()));
        assertThat(broken).as("nobody noticed that somebody %s", fault).isNotNull();
        assertThat(broken.promise()).isEqualTo(fault.promise());
    }

    @Test
    void everyPromiseHasAFaultPlantedForIt() {
        Set<String> promises = Stream.concat(
                        Invariants.all().stream()
                                .map(promise -> promise.getClass().getSimpleName()),
                        Stream.of("ReplayGivesTheSameState"))
                .collect(Collectors.toSet());
        assertThat(PlantedFault.all().map(PlantedFault::promise).collect(Collectors.toSet()))
                .isEqualTo(promises);
    }

    private static void runManyDealsWith(RulesUnderTest rules) {
        for (long seed = 1; seed <= 300; seed++) {
            new PromisesUnderRandomSchedulesTest.Run(rules, seed).events(1_000);
        }
    }
}
