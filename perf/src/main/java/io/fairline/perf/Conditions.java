package io.fairline.perf;

import io.fairline.perf.report.Figures;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** What must hold of a run for its verb to succeed, and a line for each that does not. */
final class Conditions {

    // A connection may break; a service that is gone is another matter.
    private static final double MOST_UNANSWERED = 0.01;

    private final List<String> broken = new ArrayList<>();

    /** Those of every run: something was measured, nothing went wrong, and the generator did what it was asked to. */
    static Conditions of(Figures figures) {
        return new Conditions()
                .and(figures.accepted() > 0, "no order was accepted")
                .and(figures.lost() == 0, "%,d accepted orders were not decided".formatted(figures.lost()))
                .and(
                        figures.run().neverSeenCount() == 0,
                        "%,d followed orders were never seen decided"
                                .formatted(figures.run().neverSeenCount()))
                .and(
                        unanswered(figures) <= MOST_UNANSWERED * figures.requested(),
                        "%,d of %,d were refused without 503 and Retry-After, or have no answer: the figures say little"
                                .formatted(unanswered(figures), figures.requested()))
                .and(figures.fair(), "the checker found violations")
                .and(figures.run().generatorKeptUp(), "the generator could not keep up");
    }

    /** Who was not told in good order what becomes of the order. */
    private static long unanswered(Figures figures) {
        return figures.refusedOtherwise() + figures.unknown();
    }

    Conditions and(boolean holds, String otherwise) {
        if (!holds) {
            broken.add(otherwise);
        }
        return this;
    }

    /** Whether all hold; prints those that do not. */
    boolean hold(PrintStream out) {
        broken.forEach(one -> out.printf("FAILED: %s%n", one));
        return broken.isEmpty();
    }
}
