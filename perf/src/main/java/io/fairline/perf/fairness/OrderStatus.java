package io.fairline.perf.fairness;

/** What a shopper sees of an order. */
public enum OrderStatus {
    PENDING,
    RESERVED,
    CONFIRMED,
    CANCELLED,
    REJECTED;

    /** True where an order of this status may next be seen with the other, intermediate statuses left out. */
    boolean mayBecome(OrderStatus later) {
        return switch (this) {
            case PENDING -> true;
            case RESERVED -> later == RESERVED || later == CONFIRMED || later == CANCELLED;
            case CONFIRMED -> later == CONFIRMED || later == CANCELLED;
            case CANCELLED -> later == CANCELLED;
            case REJECTED -> later == REJECTED;
        };
    }
}
