package io.fairline.perf.compare;

/**
 * What is started once and then measured with each number of deals.
 *
 * @param instances that take orders
 */
record Entrant(String subject, int instances) {

    boolean isFairline() {
        return subject.equals(CompareSettings.FAIRLINE);
    }

    Configuration with(int deals) {
        return new Configuration(subject, deals, instances);
    }
}
