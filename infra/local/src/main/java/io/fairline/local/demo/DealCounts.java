package io.fairline.local.demo;

/** Units of a deal. */
record DealCounts(int stock, int available, int held, int sold) {

    boolean conserved() {
        return available + held + sold == stock;
    }
}
