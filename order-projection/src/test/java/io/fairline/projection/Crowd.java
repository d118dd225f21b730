package io.fairline.projection;

import io.fairline.projection.DealStory.Told;
import io.fairline.schemas.events.CancellationReason;
import io.fairline.schemas.events.OrderEvent;
import io.fairline.schemas.events.RefusalReason;
import io.fairline.schemas.events.RefusedCommand;
import io.fairline.schemas.events.RejectionReason;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Many shoppers at many deals, doing everything there is to do, in an order that a seed decides. */
final class Crowd {

    private static final String[] SHOPPERS = {"alice", "bob", "carol", "dave", "erin"};

    private final SplittableRandom random;
    private final List<DealStory> deals = new ArrayList<>();
    private final List<List<Told>> reserved = new ArrayList<>();

    Crowd(EventLog log, int dealCount, long seed) {
        System.out.printf("seed of this crowd: %d%n", seed);
        random = new SplittableRandom(seed);
        for (int i = 0; i < dealCount; i++) {
            deals.add(DealStory.anyDeal(log).opened("Deal " + i, 1_000));
            reserved.add(new ArrayList<>());
        }
    }

    List<DealStory> deals() {
        return deals;
    }

    /** That many events of the deals, mixed; the caller writes them. */
    List<OrderEvent> events(int count) {
        List<OrderEvent> events = new ArrayList<>();
        while (events.size() < count) {
            int deal = random.nextInt(deals.size());
            happen(deals.get(deal), reserved.get(deal));
            events.addAll(deals.get(deal).take());
        }
        return events;
    }

    private void happen(DealStory deal, List<Told> held) {
        String shopper = SHOPPERS[random.nextInt(SHOPPERS.length)];
        int roll = random.nextInt(100);
        if (roll < 40) {
            held.add(deal.reserved(shopper, 1 + random.nextInt(3)));
        } else if (roll < 60) {
            deal.rejected(shopper, 1, RejectionReason.QUANTITY_OVER_MAXIMUM);
        } else if (roll < 65) {
            deal.adjusted(5);
        } else if (!held.isEmpty()) {
            Told order = held.remove(random.nextInt(held.size()));
            if (roll < 75) {
                deal.confirmed(order);
            } else if (roll < 85) {
                deal.cancelled(order, CancellationReason.HOLD_EXPIRED, false, "clock");
            } else if (roll < 92) {
                deal.confirmed(order);
                deal.refused(
                        RefusedCommand.CONFIRM_ORDER, order.id(), order.shopper(), RefusalReason.ALREADY_CONFIRMED);
            } else {
                deal.refused(RefusedCommand.CANCEL_ORDER, order.id(), "mallory", RefusalReason.UNKNOWN_ORDER);
                deal.refused(RefusedCommand.CLOSE_DEAL, null, "mallory", RefusalReason.INVALID_COMMAND);
                held.add(order);
            }
        }
    }
}
