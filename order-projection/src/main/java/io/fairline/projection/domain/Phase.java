package io.fairline.projection.domain;

/** Whether a deal takes orders. */
public enum Phase {
    OPEN,
    CLOSED
}
