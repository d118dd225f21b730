package io.fairline.intake.admission;

/**
 * Who asks, as the verified token says.
 *
 * @param subject 1 to 64 characters of {@code [A-Za-z0-9._@-]}
 * @param authority in which capacity
 */
public record Requester(String subject, Authority authority) {

    /** What decides which of somebody else's orders the requester may touch. */
    public enum Authority {
        SHOPPER,
        PAYMENTS,
        SHOP
    }
}
