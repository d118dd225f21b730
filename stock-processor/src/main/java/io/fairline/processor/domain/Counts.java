package io.fairline.processor.domain;

/**
 * Where a deal's units are; together they are its stock, so no unit is ever lost or made on the way.
 *
 * @param available units free to reserve
 * @param held units reserved and not yet confirmed
 * @param sold units confirmed
 */
public record Counts(int available, int held, int sold) {

    /** Most units a deal can have. Far enough below the end of an int that no sum of two overflows. */
    public static final int LARGEST_STOCK = 1_000_000_000;

    static final Counts NOTHING = new Counts(0, 0, 0);

    public Counts {
        if (available < 0 || held < 0 || sold < 0 || (long) available + held + sold > LARGEST_STOCK) {
            throw new IllegalStateException(
                    "counts that no deal can have: available %d, held %d, sold %d".formatted(available, held, sold));
        }
    }

    static Counts of(int stock) {
        return new Counts(stock, 0, 0);
    }

    /** Units in all. */
    public int stock() {
        return available + held + sold;
    }

    boolean canChangeBy(int delta) {
        return (long) available + delta >= 0 && (long) stock() + delta <= LARGEST_STOCK;
    }

    Counts changedBy(int delta) {
        return new Counts(Math.addExact(available, delta), held, sold);
    }

    Counts reserve(int units) {
        return new Counts(available - units, held + units, sold);
    }

    Counts sell(int units) {
        return new Counts(available, held - units, sold + units);
    }

    Counts giveBackHeld(int units) {
        return new Counts(available + units, held - units, sold);
    }

    Counts giveBackSold(int units) {
        return new Counts(available + units, held, sold - units);
    }
}
