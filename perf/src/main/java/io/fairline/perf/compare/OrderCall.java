package io.fairline.perf.compare;

import io.fairline.perf.http.Exchange;
import io.fairline.perf.http.HttpAnswer;
import java.nio.ByteBuffer;
import java.util.UUID;

/** One POST /orders, and what is noted of its answer. */
final class OrderCall implements Exchange {

    /** What goes on when it has ended; where the status can be asked for, empty where it cannot. */
    interface Next {
        void ended(Placed order, String location);
    }

    private final Placed order;
    private final Requests requests;
    private final long number;
    private final Next next;

    OrderCall(Placed order, Requests requests, long number, Next next) {
        this.order = order;
        this.requests = requests;
        this.number = number;
        this.next = next;
    }

    @Override
    public void encode(ByteBuffer out, long nowNanos) {
        order.sentNanos = nowNanos;
        order.answer = Answer.SENT;
        requests.place(out, order.shopper, order.dealId, number);
    }

    @Override
    public void answered(HttpAnswer answer, long nowNanos) {
        order.answeredNanos = nowNanos;
        order.answer = read(answer);
        if (order.answer == Answer.REFUSED || order.answer == Answer.UNKNOWN) {
            order.refusal = answer.status() + " " + answer.problem();
        }
        if (order.answer == Answer.WON) {
            order.decidedNanos = nowNanos;
        }
        String id = answer.field("orderId");
        if (order.answer.isAccepted() && id != null) {
            order.id = UUID.fromString(id);
        }
        String location = answer.header("location");
        next.ended(order, location == null ? "" : location);
    }

    @Override
    public void lost(String why, long nowNanos) {
        order.answeredNanos = nowNanos;
        order.answer = order.answer == Answer.UNSENT ? Answer.REFUSED : Answer.UNKNOWN;
        next.ended(order, "");
    }

    private static Answer read(HttpAnswer answer) {
        return switch (answer.status()) {
            case 201 -> Answer.WON;
            case 202 -> Answer.IN_LINE;
            case 409 -> answer.problem().equals("sold-out") ? Answer.SOLD_OUT : Answer.REFUSED;
            case 500 -> Answer.UNKNOWN;
            case 503 -> answer.problem().equals("outcome-unknown") ? Answer.UNKNOWN : Answer.REFUSED;
            default -> Answer.REFUSED;
        };
    }
}
