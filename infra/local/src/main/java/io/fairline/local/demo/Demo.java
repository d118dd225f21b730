package io.fairline.local.demo;

import io.fairline.local.JwtKeys;
import io.fairline.local.StartFailure;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** {@code make demo}: a stack of its own, twenty shoppers one after another, and the line that they formed. */
public final class Demo {

    private static final int DEAL = 1;
    private static final int REHEARSAL_DEAL = 2;
    private static final int REHEARSALS = 40;
    private static final int STOCK = 10;
    private static final int SHOPPERS = 20;

    private final Shop shop;
    private final JwtKeys keys;
    private final int intakes;

    private Demo(Shop shop, JwtKeys keys, int intakes) {
        this.shop = shop;
        this.keys = keys;
        this.intakes = intakes;
    }

    /**
     * Runs the demo against services that are up and prints the line.
     *
     * @param intakes their addresses
     * @param projection its address
     * @param keys that sign tokens
     * @throws StartFailure when the promise is broken
     */
    public static void show(List<String> intakes, String projection, JwtKeys keys, PrintStream out) {
        try (Shop shop = new Shop(intakes, projection)) {
            new Demo(shop, keys, intakes.size()).show(out);
        }
    }

    private void show(PrintStream out) {
        String ops = keys.token("shop", "ops");
        rehearse(ops);
        shop.openDeal(DEAL, STOCK, ops);
        List<Outcome> line = sendShoppers();
        DealCounts counts = shop.counts(DEAL, ops);
        print(line, counts, out);
        List<String> broken = Promise.brokenBy(line, STOCK, counts);
        if (!broken.isEmpty()) {
            throw new StartFailure("THE PROMISE IS BROKEN: " + String.join("; ", broken));
        }
        out.printf(
                "%nKept: shoppers 1 to %d won, in their order; %d were rejected; available %d + held %d + sold %d = stock %d.%n",
                STOCK, SHOPPERS - STOCK, counts.available(), counts.held(), counts.sold(), counts.stock());
    }

    /** A few orders of another deal: what is shown afterwards are the times of services that have worked before. */
    private void rehearse(String ops) {
        shop.openDeal(REHEARSAL_DEAL, REHEARSALS, ops);
        String token = keys.token("rehearsal");
        for (int i = 0; i < REHEARSALS; i++) {
            shop.orderAfter("PENDING", shop.order(i % intakes, REHEARSAL_DEAL, token, "rehearsal-" + i), token);
        }
    }

    /** Each request begins after the 202 of the one before; each order is followed while the next ones are placed. */
    private List<Outcome> sendShoppers() {
        List<Future<Outcome>> followed = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int place = 1; place <= SHOPPERS; place++) {
                String shopper = "shopper-%02d".formatted(place);
                String token = keys.token(shopper);
                int intake = (place - 1) % intakes;
                long begin = System.nanoTime();
                Shop.Accepted accepted = shop.order(intake, DEAL, token, "demo-" + place);
                int came = place;
                followed.add(threads.submit(() -> follow(came, shopper, token, intake, accepted, begin)));
            }
            List<Outcome> line = new ArrayList<>();
            for (Future<Outcome> one : followed) {
                line.add(one.get());
            }
            return line;
        } catch (ExecutionException e) {
            throw new StartFailure("an order was not followed to its end: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted", e);
        }
    }

    private Outcome follow(int place, String shopper, String token, int intake, Shop.Accepted accepted, long begin) {
        JsonNode order = shop.orderAfter("PENDING", accepted, token);
        long decidedMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        Outcome outcome = new Outcome(
                place,
                shopper,
                intake + 1,
                accepted.position(),
                order.path("status").asString(""),
                order.path("placeInLine").asInt(0),
                order.path("status").asString(""),
                accepted.millis(),
                decidedMillis);
        if (!outcome.won()) {
            return outcome;
        }
        Shop.Accepted confirmation = shop.confirm(intake, accepted.path(), token);
        JsonNode confirmed = shop.orderAfter("RESERVED", confirmation, token);
        return outcome.endedAs(confirmed.path("status").asString(""));
    }

    private static void print(List<Outcome> line, DealCounts counts, PrintStream out) {
        out.printf("%n%d units, %d shoppers. The line:%n%n", counts.stock(), line.size());
        out.println("  came  shopper     intake  position  in line  verdict   end        202 ms  verdict ms");
        for (Outcome one : line) {
            out.printf(
                    Locale.ROOT,
                    "  %4d  %-10s  %6d  %8s  %7d  %-8s  %-9s  %6d  %10d%n",
                    one.place(),
                    one.shopper(),
                    one.intake(),
                    one.position(),
                    one.placeInLine(),
                    one.verdict(),
                    one.last(),
                    one.acceptedMillis(),
                    one.decidedMillis());
        }
    }
}
