package io.fairline.perf.baselines;

/**
 * Which of the servers this is.
 *
 * @param number from 1
 * @param of how many run, for approaches that must divide something among them
 */
public record Instance(int number, int of) {

    public Instance {
        if (number < 1 || number > of) {
            throw new IllegalArgumentException("--instance is 1 to --instances, not %d of %d".formatted(number, of));
        }
    }

    /** An even share; the shares of all add up to the whole. */
    int shareOf(int units) {
        return units / of + (number <= units % of ? 1 : 0);
    }
}
