package io.fairline.processor.domain;

/** In which capacity somebody asks; decides what they may do to another's order. */
public enum Authority {
    /** A shopper, for their own orders. */
    SHOPPER,
    /** The shop: confirms and cancels any order, sold ones too. */
    SHOP,
    /** The payment service: confirms any order. */
    PAYMENTS,
    /** Time passing. */
    CLOCK,
    /** A capacity that this version does not know: may do no more than a shopper. */
    UNKNOWN;

    boolean confirmsForOthers() {
        return this == SHOP || this == PAYMENTS;
    }

    boolean cancelsForOthers() {
        return this == SHOP;
    }
}
