package io.fairline.processor.domain;

/**
 * A promise that holds for one deal at every moment, whatever anybody sends. Keeps its own books from what it is shown,
 * so that a fault in the rules is not repeated in the check.
 */
interface Invariant {

    default void afterDecision(Decision decision) {}

    default void afterEvent(Deal before, Event event, Deal after) {}

    /** Fails in the name of the promise that is broken. */
    default void require(boolean kept, Object... evidence) {
        if (!kept) {
            throw new BrokenPromise(getClass().getSimpleName(), java.util.Arrays.deepToString(evidence));
        }
    }

    /** Which promise was broken, and what shows it. */
    final class BrokenPromise extends AssertionError {
        private final String promise;

        BrokenPromise(String promise, String evidence) {
            super(promise + " is broken: " + evidence);
            this.promise = promise;
        }

        String promise() {
            return promise;
        }
    }
}
