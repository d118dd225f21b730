package io.fairline.processor.domain;

import io.fairline.processor.domain.Command.AdjustStock;
import io.fairline.processor.domain.Command.CancelOrder;
import io.fairline.processor.domain.Command.CloseDeal;
import io.fairline.processor.domain.Command.ConfirmOrder;
import io.fairline.processor.domain.Command.ExpireHolds;
import io.fairline.processor.domain.Command.OpenDeal;
import io.fairline.processor.domain.Command.PlaceOrder;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * What shoppers, the shop, strangers and the clock might send to one deal: mostly sense, some nonsense, much of it
 * twice. The same seed gives the same commands at the same times.
 */
final class RandomSchedule {

    private static final long OPENING_MILLIS = 1_800_000_000_000L;
    private static final List<String> SHOPPERS = List.of("alice", "bob", "carol", "dave", "erin");

    private static final List<Authority> AUTHORITIES = List.of(Authority.values());

    private final SplittableRandom random;
    private final int dealId;
    private final int differentOrders;
    private long nowMillis = OPENING_MILLIS;

    RandomSchedule(long seed, int dealId, int differentOrders) {
        this.random = new SplittableRandom(seed);
        this.dealId = dealId;
        this.differentOrders = differentOrders;
    }

    /** Append time of the next command: mostly a little later, sometimes much, rarely a little earlier. */
    long nextTimeMillis() {
        int step = random.nextInt(100);
        if (step < 2) {
            nowMillis += random.nextInt(5_000);
        } else if (step < 4) {
            nowMillis -= random.nextInt(50);
        } else {
            nowMillis += random.nextInt(40);
        }
        return nowMillis;
    }

    Command nextCommand() {
        int kind = random.nextInt(1000);
        if (kind < 600) {
            return place();
        } else if (kind < 750) {
            return new ConfirmOrder(orderId(), requester());
        } else if (kind < 870) {
            return new CancelOrder(orderId(), requester());
        } else if (kind < 940) {
            return new ExpireHolds();
        } else if (kind < 980) {
            UUID adjustmentId = new UUID(0, random.nextInt(60));
            return new AdjustStock(adjustmentId, delta(), "ops");
        } else if (kind < 998) {
            return open();
        }
        return new CloseDeal("ops");
    }

    private PlaceOrder place() {
        UUID orderId = orderId();
        // A shopper's keyed id is always the same request; now and then somebody sends another under it.
        boolean usual = random.nextInt(20) > 0;
        int number = (int) orderId.getLeastSignificantBits();
        int quantity = usual ? 1 + number % 3 : random.nextInt(-1, 7);
        String shopper = ownerOf(orderId);
        return new PlaceOrder(orderId, shopper, lines(quantity), usual ? number : random.nextLong());
    }

    private List<Line> lines(int quantity) {
        return switch (random.nextInt(100)) {
            case 0 -> List.of();
            case 1 -> List.of(new Line(dealId + 1, quantity));
            case 2 -> List.of(new Line(dealId, quantity), new Line(dealId, Integer.MAX_VALUE));
            default -> List.of(new Line(dealId, quantity));
        };
    }

    private OpenDeal open() {
        Long opensAt =
                random.nextInt(4) == 0 ? nowMillis + Terms.LONGEST_CLOCK_LEAD_MILLIS + random.nextInt(500) : null;
        int hold = random.nextInt(10) == 0 ? random.nextInt(-1, 2) : random.nextInt(1, 4);
        return new OpenDeal(new Terms("Espresso machine", random.nextInt(0, 6), hold, opensAt), stock(), "ops");
    }

    private int stock() {
        return random.nextInt(20) == 0 ? random.nextInt() : random.nextInt(1, 40);
    }

    private int delta() {
        return random.nextInt(20) == 0 ? random.nextInt() : random.nextInt(-10, 12);
    }

    private Requester requester() {
        Authority authority = AUTHORITIES.get(random.nextInt(AUTHORITIES.size()));
        return new Requester(SHOPPERS.get(random.nextInt(SHOPPERS.size())), authority);
    }

    private UUID orderId() {
        return new UUID(((long) dealId << 32) | 0x8000L, random.nextInt(differentOrders));
    }

    private static String ownerOf(UUID orderId) {
        return SHOPPERS.get((int) (orderId.getLeastSignificantBits() % SHOPPERS.size()));
    }
}
