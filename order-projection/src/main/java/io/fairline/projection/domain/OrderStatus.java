package io.fairline.projection.domain;

/** What became of an order. An order that is still in line has no row and therefore no status here. */
public enum OrderStatus {
    /** Won: its units are held until a deadline. */
    RESERVED,
    /** Paid for: its units are sold. */
    CONFIRMED,
    /** Lost. */
    REJECTED,
    /** Won once, its units are available again. */
    CANCELLED;

    /** True when nothing but the shop's own cancelling of a sale can change it any more. */
    public boolean isSettled() {
        return switch (this) {
            case RESERVED -> false;
            case CONFIRMED, REJECTED, CANCELLED -> true;
        };
    }

    /** True when no command at all can change it any more; one that tries is refused. */
    public boolean isFinal() {
        return switch (this) {
            case RESERVED, CONFIRMED -> false;
            case REJECTED, CANCELLED -> true;
        };
    }
}
