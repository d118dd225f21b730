package io.fairline.perf.fairness;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A way in which a run can break the promise, planted into a history by one edit, and the check to catch it. */
sealed interface PlantedFault permits LineFault, StockFault, LifeFault, ReadModelFault {

    Class<? extends Check> check();

    Consumer<History> plant();

    static List<PlantedFault> all() {
        return Stream.<PlantedFault[]>of(
                        LineFault.values(), StockFault.values(), LifeFault.values(), ReadModelFault.values())
                .flatMap(Stream::of)
                .toList();
    }

    default String caughtBy() {
        return check().getSimpleName();
    }

    /** A copy of the history with the fault in it. */
    default History plantedIn(History valid) {
        History run = Draft.copyOf(valid);
        plant().accept(run);
        return run;
    }
}
