package io.fairline.perf.fairness;

/** C2: whoever asked for it and whatever they were told, an order is reserved or rejected once at most. */
final class NoOrderDecidedTwice implements Check {

    @Override
    public void examine(Evidence evidence, Findings findings) {
        evidence.decisions().forEach((orderId, decisions) -> {
            if (decisions > 1) {
                findings.report("order %s was decided %d times", orderId, decisions);
            }
        });
    }
}
