package io.fairline.perf.baselines;

/** What is left of a deal, and how many orders have been decided. For one thread; a batch works on a copy. */
final class DealLine {

    private int available;
    private long sequence;

    DealLine(int available, long sequence) {
        this.available = available;
        this.sequence = sequence;
    }

    DealLine copy() {
        return new DealLine(available, sequence);
    }

    int available() {
        return available;
    }

    long sequence() {
        return sequence;
    }

    Decision decide(Order order) {
        sequence++;
        boolean won = order.quantity() <= available;
        if (won) {
            available -= order.quantity();
        }
        return new Decision(order, won, sequence);
    }
}
