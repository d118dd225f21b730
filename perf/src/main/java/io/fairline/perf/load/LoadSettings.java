package io.fairline.perf.load;

import java.time.Duration;

/**
 * What a run sends.
 *
 * @param rate orders a second, on average; the gaps between them are exponential
 * @param warmUp before the measured time; as many orders as it would bring at the rate, and no longer than it
 * @param mostWarmUps one after another, until one of them leaves the services' compilers little to do
 * @param deals on sale; each order is for one of them at random
 * @param stock units of each deal
 * @param maxQuantity each order asks for 1 to so many units
 * @param shoppers who order, at random, each with a token of their own
 * @param connections to each intake
 * @param followedPerSecond how many accepted orders a second are followed by GET until they are decided
 * @param confirmedPercent of the followed orders that won, how many are confirmed; as many again are cancelled
 * @param drain how long after the last order decisions are waited for
 */
public record LoadSettings(
        int rate,
        Duration warmUp,
        int mostWarmUps,
        Duration duration,
        int deals,
        int stock,
        int maxQuantity,
        int holdSeconds,
        int shoppers,
        int connections,
        int followedPerSecond,
        int confirmedPercent,
        Duration drain,
        long seed) {

    public static final int MOST_STOCK = 1_000_000_000;

    private static final int MOST_ORDERS = 20_000_000;
    private static final int LONGEST_WAITED_SECONDS = 120;
    private static final Duration READING = Duration.ofMinutes(10);

    public LoadSettings {
        require(rate >= 1 && rate <= 1_000_000, "RATE is 1 to 1000000 orders a second");
        require(deals >= 1 && deals <= 10_000, "DEALS is 1 to 10000");
        require(stock >= 1 && stock <= MOST_STOCK, "STOCK is 1 to %d units".formatted(MOST_STOCK));
        require(maxQuantity >= 1 && maxQuantity <= 1_000, "QUANTITY is 1 to 1000 units");
        require(shoppers >= 1 && shoppers <= 1_000_000, "SHOPPERS is 1 to 1000000");
        require(connections >= 1 && connections <= 4_096, "CONNECTIONS is 1 to 4096 to each intake");
        require(duration.toMillis() >= 1_000, "DURATION is at least a second");
        require(mostWarmUps >= 1, "one WARM_UP at least, which may be 0s");
        Duration warmest = warmUp.multipliedBy(mostWarmUps);
        long longest = warmest.plus(duration).plus(drain).plus(READING).toSeconds();
        require(
                holdSeconds >= 1 && (holdSeconds <= LONGEST_WAITED_SECONDS || holdSeconds >= longest),
                "HOLD_SECONDS is 1 to %d, which is waited for, or at least %d: what still runs out while all is read cannot be checked"
                        .formatted(LONGEST_WAITED_SECONDS, longest));
        require(
                rate * (duration.toSeconds() + warmest.toSeconds()) <= MOST_ORDERS,
                "RATE times DURATION and WARM_UP is at most " + MOST_ORDERS);
    }

    /** Whether holds run out before the run is checked. */
    boolean holdsRunOut() {
        return holdSeconds <= LONGEST_WAITED_SECONDS;
    }

    /** Every how many-eth order is followed. */
    int followEvery() {
        return Math.max(1, rate / Math.max(1, followedPerSecond));
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
