package io.fairline.perf.compare;

/**
 * One cell of the comparison.
 *
 * @param deals on sale at a time
 * @param instances that take orders
 */
record Configuration(String subject, int deals, int instances) {

    boolean isFairline() {
        return subject.equals(CompareSettings.FAIRLINE);
    }

    @Override
    public String toString() {
        return "%s, %s, %s"
                .formatted(
                        subject,
                        deals == 1 ? "1 hot deal" : deals + " deals",
                        instances == 1 ? "1 instance" : instances + " instances");
    }
}
