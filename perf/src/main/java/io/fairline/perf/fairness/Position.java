package io.fairline.perf.fairness;

/** Where a record lies in its topic; of two records in one partition the one with the lower offset came first. */
public record Position(int partition, long offset) {

    /** Reads the form that the services write: {@code partition-offset}. */
    public static Position parse(String text) {
        int dash = text.indexOf('-');
        return new Position(Integer.parseInt(text, 0, dash, 10), Long.parseLong(text, dash + 1, text.length(), 10));
    }

    @Override
    public String toString() {
        return partition + "-" + offset;
    }
}
