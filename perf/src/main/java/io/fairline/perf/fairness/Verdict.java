package io.fairline.perf.fairness;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the checks found; one finding for each check that was made, also where it found nothing.
 *
 * @param rowsAndCacheChecked false where the read model's storage could not be read
 */
public record Verdict(List<Finding> findings, boolean rowsAndCacheChecked) {

    /**
     * What one check found.
     *
     * @param check class name of the check
     * @param count how many places contradict it
     * @param amount sum over these places in the check's own unit: units of stock, orders
     * @param examples the first few in words
     */
    public record Finding(String check, long count, long amount, List<String> examples) {}

    /** True when nothing contradicts the promise. */
    public boolean clean() {
        return findings.stream().allMatch(finding -> finding.count() == 0);
    }

    /** Names of the checks that found something. */
    public Set<String> violated() {
        Set<String> names = new TreeSet<>();
        findings.stream().filter(finding -> finding.count() > 0).forEach(finding -> names.add(finding.check()));
        return names;
    }

    /** Places out of line: orders overtaken in the line and decisions that left it. */
    public long fifoViolations() {
        return find(RealTimeOrderKept.class).count()
                + find(DecisionsFollowTheLine.class).count();
    }

    /** Orders that were answered 202 and never decided. */
    public long lostOrders() {
        return find(EveryAcceptedOrderDecidedOnce.class).amount();
    }

    /** Units promised that were not there. */
    public long oversoldUnits() {
        return find(NeverOversold.class).amount();
    }

    /** Units denied although they were free. */
    public long undersoldUnits() {
        return find(NobodyRejectedWhileUnitsWereFree.class).amount();
    }

    /** Orders that were reserved or rejected more than once. */
    public long ordersDecidedTwice() {
        return find(NoOrderDecidedTwice.class).count();
    }

    private Finding find(Class<? extends Check> check) {
        return findings.stream()
                .filter(finding -> finding.check().equals(check.getSimpleName()))
                .findFirst()
                .orElseThrow();
    }
}
