package io.fairline.perf.fairness;

/** One clause of the promise. Its class name is the clause. */
interface Check {

    /** Reports every place where the evidence contradicts the clause; time O(n log n) at most, space O(n). */
    void examine(Evidence evidence, Findings findings);
}
