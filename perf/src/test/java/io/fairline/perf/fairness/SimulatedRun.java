package io.fairline.perf.fairness;

import io.fairline.perf.fairness.Answer.Accepted;
import io.fairline.perf.fairness.Answer.TurnedAway;
import io.fairline.perf.fairness.Answer.Unknown;
import io.fairline.schemas.commands.Authority;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run of several deals as it might have been recorded, valid by construction: shoppers send, retry, lose
 * answers, are turned away, confirm, cancel; the shop adjusts and closes; holds run out.
 */
final class SimulatedRun {

    private static final int STEPS = 6_000;
    private static final int PARTITIONS = 3;
    private static final int DEALS = 6;
    private static final int NEVER_OPENED = DEALS;
    private static final int SHOPPERS = 40;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final SplittableRandom random;
    private final History history = Draft.empty();
    private final Map<Integer, SimulatedShop> shops = new HashMap<>();
    private final long[] commandOffsets = new long[PARTITIONS];
    private final long[] eventOffsets = new long[PARTITIONS];
    private final List<Call> retryable = new ArrayList<>();
    private long nowNanos = 1_000 * NANOS_PER_MILLI;
    private int keys;

    private SimulatedRun(long seed) {
        random = new SplittableRandom(seed);
    }

    static History of(long seed) {
        SimulatedRun run = new SimulatedRun(seed);
        run.play();
        return run.history;
    }

    private void play() {
        for (int dealId = 1; dealId <= DEALS; dealId++) {
            shops.put(dealId, new SimulatedShop(dealId));
            if (dealId != NEVER_OPENED) {
                long opensAtMillis = dealId == 2 ? nowMillis() + 1_200 : 0;
                append(dealId, "shop", new Request.OpenDeal(60 * dealId, 3, 2, opensAtMillis));
            }
        }
        for (int step = 0; step < STEPS; step++) {
            nowNanos += random.nextLong(1, step % 500 == 499 ? 2_500 * NANOS_PER_MILLI : 3 * NANOS_PER_MILLI);
            step(random.nextInt(100));
        }
        shops.values().forEach(this::writeRows);
    }

    private void step(int choice) {
        int dealId = random.nextInt(1, DEALS + 1);
        if (choice < 55) {
            order(dealId);
        } else if (choice < 60) {
            retry();
        } else if (choice < 75) {
            UUID orderId = anyOrder(dealId);
            String actor = random.nextInt(5) == 0 ? "payments" : mostlyItsOwner(dealId, orderId);
            append(dealId, actor, new Request.ConfirmOrder(orderId));
        } else if (choice < 85) {
            UUID orderId = anyOrder(dealId);
            String actor = switch (random.nextInt(12)) {
                case 0, 1, 2, 3 -> "shop";
                case 4 -> "payments";
                default -> mostlyItsOwner(dealId, orderId);
            };
            append(dealId, actor, new Request.CancelOrder(orderId));
        } else if (choice < 92) {
            append(dealId, "clock", new Request.ExpireHolds());
        } else if (choice < 98) {
            String id = "adjustment-" + random.nextInt(60);
            int delta = random.nextBoolean() ? random.nextInt(1, 6) : -random.nextInt(1, 5);
            append(dealId, "shop", new Request.AdjustStock(id, delta));
        } else if (choice == 98) {
            append(dealId, "shop", new Request.OpenDeal(5, 1, 1, 0));
        } else if (keys > 2_000 && dealId <= 2) {
            append(dealId, "shop", new Request.CloseDeal());
        }
    }

    private void order(int dealId) {
        String shopper = "shopper-" + random.nextInt(SHOPPERS);
        String key = random.nextInt(10) == 0 ? null : "key-" + keys;
        UUID orderId = new UUID(((long) dealId << 32) | keys++, random.nextLong());
        call(shopper, dealId, key, orderId, random.nextInt(1, 5));
    }

    private void call(String shopper, int dealId, @Nullable String key, UUID orderId, int quantity) {
        long sentNanos = nowNanos - random.nextLong(2 * NANOS_PER_MILLI);
        Answer answer = switch (random.nextInt(20)) {
            case 0 -> shop(dealId).isSoldOut() ? new TurnedAway(409, "sold-out") : new TurnedAway(503, "overloaded");
            case 1 -> new Unknown(random.nextBoolean() ? orderId : null);
            case 2 -> {
                append(dealId, shopper, new Request.PlaceOrder(orderId, quantity));
                yield new Unknown(random.nextBoolean() ? orderId : null);
            }
            default -> new Accepted(orderId, append(dealId, shopper, new Request.PlaceOrder(orderId, quantity)));
        };
        long answeredNanos = nowNanos + random.nextLong(2 * NANOS_PER_MILLI);
        Call call = new Call(shopper, dealId, quantity, key, sentNanos, answeredNanos, answer);
        history.calls().add(call);
        if (answer instanceof Accepted && key != null) {
            retryable.add(call);
        }
    }

    /** The same order again, as a client that did not trust its first answer would send it. */
    private void retry() {
        if (retryable.isEmpty()) {
            return;
        }
        Call first = retryable.get(random.nextInt(retryable.size()));
        if (first.answer() instanceof Accepted accepted) {
            Request again = new Request.PlaceOrder(accepted.orderId(), first.quantity());
            Position at = append(first.dealId(), first.shopper(), again);
            history.calls()
                    .add(new Call(
                            first.shopper(),
                            first.dealId(),
                            first.quantity(),
                            first.key(),
                            nowNanos - 1,
                            nowNanos + 1,
                            new Accepted(accepted.orderId(), at)));
        }
    }

    private Position append(int dealId, String actor, Request request) {
        int partition = dealId % PARTITIONS;
        Position at = new Position(partition, commandOffsets[partition]);
        commandOffsets[partition] += random.nextInt(5) == 0 ? 2 : 1; // transaction markers take offsets too
        Command command = new Command(at, dealId, actor, authorityOf(actor), nowMillis(), request);
        history.commands().add(command);
        for (Event event : shop(dealId).take(command)) {
            history.events().add(Draft.at(event, new Position(partition, eventOffsets[partition]++)));
            see(dealId, event);
        }
        return at;
    }

    /** Some clients look now and then, and so does who watches the cache. */
    private void see(int dealId, Event event) {
        UUID orderId = NoStatusInvented.changedOrder(event);
        if (orderId == null || random.nextInt(3) == 0) {
            return;
        }
        SimulatedShop.Order order = shop(dealId).order(orderId);
        if (order.version != event.sequence()) {
            return; // the same command has changed it again
        }
        if (order.status == OrderStatus.RESERVED && random.nextBoolean()) {
            history.sightings().add(new Sighting(order.shopper, orderId, OrderStatus.PENDING, 0, nowNanos));
        }
        history.sightings().add(new Sighting(order.shopper, orderId, order.status, order.version, nowNanos));
        history.cache().add(new CachedStatus(orderId, order.status, order.version, order.version));
    }

    private void writeRows(SimulatedShop shop) {
        shop.events.stream()
                .flatMap(event -> Optional.ofNullable(LedgerEqualsTheFold.entryOf(event)).stream())
                .forEach(history.ledger()::add);
        for (SimulatedShop.Order order : shop.orders.values()) {
            history.orders()
                    .add(new OrderRow(
                            order.id,
                            shop.dealId,
                            order.shopper,
                            order.quantity,
                            order.status,
                            order.reason,
                            order.placeInLine,
                            order.holdUntilMillis,
                            order.version));
        }
        if (shop.terms != null) {
            int stock = shop.available + shop.held + shop.sold;
            history.deals()
                    .add(new DealRow(shop.dealId, shop.events.size(), stock, shop.available, shop.held, shop.sold));
        }
    }

    private SimulatedShop shop(int dealId) {
        SimulatedShop shop = shops.get(dealId);
        if (shop == null) {
            throw new IllegalStateException("no deal " + dealId);
        }
        return shop;
    }

    private UUID anyOrder(int dealId) {
        List<UUID> ids = List.copyOf(shop(dealId).orders.keySet());
        // Mostly a recent order, whose hold still runs.
        int recent = Math.max(0, ids.size() - 8);
        return ids.isEmpty() ? new UUID(dealId, 0) : ids.get(random.nextInt(recent, ids.size()));
    }

    private String mostlyItsOwner(int dealId, UUID orderId) {
        SimulatedShop.Order order = shop(dealId).orders.get(orderId);
        return order == null || random.nextInt(10) == 0 ? "stranger" : order.shopper;
    }

    private static Authority authorityOf(String actor) {
        return switch (actor) {
            case "shop" -> Authority.SHOP;
            case "payments" -> Authority.PAYMENTS;
            case "clock" -> Authority.CLOCK;
            default -> Authority.SHOPPER;
        };
    }

    private long nowMillis() {
        return 1_700_000_000_000L + nowNanos / NANOS_PER_MILLI;
    }
}
