package io.fairline.local.demo;

/**
 * What became of one shopper's order.
 *
 * @param place in the order in which the shoppers were sent, from 1
 * @param position of the order in the log, {@code partition-offset}
 * @param verdict the first status that was not PENDING
 * @param placeInLine as the shop says it, 0 where it says nothing
 * @param last the status at the end
 * @param acceptedMillis from the request to its 202
 * @param decidedMillis from the request to the verdict, as seen by the shopper
 */
record Outcome(
        int place,
        String shopper,
        int intake,
        String position,
        String verdict,
        int placeInLine,
        String last,
        long acceptedMillis,
        long decidedMillis) {

    boolean won() {
        return verdict.equals("RESERVED");
    }

    Outcome endedAs(String status) {
        return new Outcome(
                place, shopper, intake, position, verdict, placeInLine, status, acceptedMillis, decidedMillis);
    }
}
