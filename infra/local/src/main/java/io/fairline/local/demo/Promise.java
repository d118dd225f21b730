package io.fairline.local.demo;

import java.util.ArrayList;
import java.util.List;

/** What must hold of the line when each shopper's request began after the one before had its 202. */
final class Promise {

    private Promise() {}

    /** One sentence for each way in which it is broken; none when it is kept. */
    static List<String> brokenBy(List<Outcome> line, int stock, DealCounts counts) {
        List<String> broken = new ArrayList<>();
        for (Outcome shopper : line) {
            boolean shouldWin = shopper.place() <= stock;
            if (shopper.placeInLine() != shopper.place()) {
                broken.add("%s came %d. and stands %d. in line"
                        .formatted(shopper.shopper(), shopper.place(), shopper.placeInLine()));
            }
            if (shopper.won() != shouldWin) {
                broken.add("%s came %d. for %d units and was told %s"
                        .formatted(shopper.shopper(), shopper.place(), stock, shopper.verdict()));
            }
            String end = shouldWin ? "CONFIRMED" : "REJECTED";
            if (!shopper.last().equals(end)) {
                broken.add("%s ended as %s, not %s".formatted(shopper.shopper(), shopper.last(), end));
            }
        }
        if (!counts.conserved()) {
            broken.add("the counts do not add up: " + counts);
        }
        if (counts.sold() != stock || counts.stock() != stock) {
            broken.add("%d units were to be sold: %s".formatted(stock, counts));
        }
        return broken;
    }
}
