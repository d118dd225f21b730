package io.fairline.perf.fairness;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a client's request for an order ended, as the client knows it. */
public sealed interface Answer {

    /** The order that the answer names; null where it names none. */
    default @Nullable UUID namedOrder() {
        return switch (this) {
            case Accepted accepted -> accepted.orderId();
            case Unknown unknown -> unknown.orderId();
            case TurnedAway _ -> null;
        };
    }

    /** 202: the order stands in the line, at this position. */
    record Accepted(UUID orderId, Position position) implements Answer {}

    /** Any answer that promises that nothing was written: 4xx, or a 503 that is not outcome-unknown. */
    record TurnedAway(int status, String problem) implements Answer {

        public static final String SOLD_OUT = "sold-out";

        boolean isSoldOut() {
            return problem.equals(SOLD_OUT);
        }
    }

    /** No answer, or outcome-unknown: the order may stand in the line or not. Its id where the answer named it. */
    record Unknown(@Nullable UUID orderId) implements Answer {}
}
