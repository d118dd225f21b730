package io.fairline.perf.baselines;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The wall clock in epoch microseconds, as the rows have it. */
final class Micros {

    private Micros() {}

    static long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
