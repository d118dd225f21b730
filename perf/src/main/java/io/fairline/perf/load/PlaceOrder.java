package io.fairline.perf.load;

import io.fairline.perf.fairness.Answer;
import io.fairline.perf.fairness.Position;
import io.fairline.perf.http.Exchange;
import io.fairline.perf.http.HttpAnswer;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One POST /orders, and what is written into the book about it. */
final class PlaceOrder implements Exchange {

    /** What goes on when an answer is there. */
    interface Next {
        void answered(int order, int quantity, OrderOutcome outcome);
    }

    private final OrderBook book;
    private final OrderRequests requests;
    private final int order;
    private final int quantity;
    private final LoadCounts counts;
    private final Next next;

    PlaceOrder(OrderBook book, OrderRequests requests, LoadCounts counts, int order, int quantity, Next next) {
        this.book = book;
        this.requests = requests;
        this.counts = counts;
        this.order = order;
        this.quantity = quantity;
        this.next = next;
    }

    @Override
    public void encode(ByteBuffer out, long nowNanos) {
        book.sent(order, quantity, nowNanos);
        requests.place(out, order, book.shopper(order), book.deal(order), quantity);
    }

    @Override
    public void answered(HttpAnswer answer, long nowNanos) {
        int status = answer.status();
        if (status == 202) {
            String id = answer.field("orderId");
            String position = answer.field("position");
            if (id == null || position == null) {
                throw new IllegalStateException("a 202 without orderId and position: " + answer.body());
            }
            book.accepted(order, UUID.fromString(id), Position.parse(position), nowNanos);
            end(OrderOutcome.ACCEPTED);
            return;
        }
        OrderOutcome outcome = outcomeOf(answer);
        if (outcome == OrderOutcome.UNKNOWN) {
            book.unknown(order, idIn(answer), status, nowNanos);
        } else {
            book.answered(order, outcome, status, nowNanos);
        }
        end(outcome);
    }

    @Override
    public void lost(String why, long nowNanos) {
        if (book.outcome(order) == OrderOutcome.UNSENT) {
            book.answered(order, OrderOutcome.REFUSED, 0, nowNanos); // it never left: nothing can have been written
            end(OrderOutcome.REFUSED);
        } else {
            book.unknown(order, null, 0, nowNanos);
            end(OrderOutcome.UNKNOWN);
        }
    }

    private void end(OrderOutcome outcome) {
        counts.count(outcome);
        next.answered(order, quantity, outcome);
    }

    /** Of any answer but 202. */
    static OrderOutcome outcomeOf(HttpAnswer answer) {
        int status = answer.status();
        if (status == 409 && answer.problem().equals(Answer.TurnedAway.SOLD_OUT)) {
            return OrderOutcome.TURNED_AWAY_AT_THE_GATE;
        }
        if (status >= 500) {
            return switch (answer.problem()) {
                case "overloaded", "log-unavailable" ->
                    answer.header("retry-after") == null ? OrderOutcome.REFUSED : OrderOutcome.SHED;
                default -> OrderOutcome.UNKNOWN; // outcome-unknown, or an error that promises nothing
            };
        }
        return OrderOutcome.REFUSED;
    }

    private static @Nullable UUID idIn(HttpAnswer answer) {
        String id = answer.field("orderId");
        return id == null ? null : UUID.fromString(id);
    }
}
