package io.fairline.processor.domain;

/** What has become of a decided order. */
public enum OrderStatus {
    /** Its units are held until a deadline. */
    RESERVED,
    /** Its units are sold. */
    CONFIRMED,
    /** It never had units. */
    REJECTED,
    /** Its units were given back by somebody. */
    CANCELLED,
    /** Its units were given back because nobody confirmed in time. */
    EXPIRED
}
