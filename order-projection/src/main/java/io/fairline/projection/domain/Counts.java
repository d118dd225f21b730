package io.fairline.projection.domain;

/** A deal's units after an event: free to reserve, held for a shopper, sold. None is ever negative. */
public record Counts(int available, int held, int sold) {

    /** Units in all. */
    public int stock() {
        return available + held + sold;
    }
}
