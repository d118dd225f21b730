package io.fairline.perf.baselines;

/**
 * An order that was decided later than it was answered.
 *
 * @param sequence its place in line
 */
record Decision(Order order, boolean won, long sequence) {

    String status() {
        return won ? OrderTable.RESERVED : OrderTable.REJECTED;
    }
}
