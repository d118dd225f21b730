package io.fairline.perf.load;

import io.fairline.perf.fairness.Answer;
import io.fairline.perf.fairness.Position;
import io.fairline.perf.http.Exchange;
import io.fairline.perf.http.HttpAnswer;
import io.fairline.perf.http.HttpLoop;
import io.fairline.perf.http.Pool;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Orders sent a second time with their key, through the next intake, as hurried clients do: every one without an answer, and
 * one of a hundred of the others. They are calls for the checker, and no orders in any figure.
 */
final class Retries {

    private static final int ONE_OF = 100;

    /**
     * What came of a second try.
     *
     * @param order its number in the book
     */
    record Retry(int order, long sentNanos, long answeredNanos, Answer answer) {}

    private final HttpLoop loop;
    private final List<Pool> intakes;
    private final OrderBook book;
    private final OrderRequests requests;
    private final List<Retry> all = new ArrayList<>();

    Retries(HttpLoop loop, List<Pool> intakes, OrderBook book, OrderRequests requests) {
        this.loop = loop;
        this.intakes = intakes;
        this.book = book;
        this.requests = requests;
    }

    /** An order has its answer, or none: sends it again where that is its lot. */
    void after(int order, int quantity, OrderOutcome outcome) {
        boolean again = switch (outcome) {
            case UNKNOWN -> true;
            case ACCEPTED -> order % ONE_OF == 0;
            case UNSENT, SENT, TURNED_AWAY_AT_THE_GATE, SHED, REFUSED -> false;
        };
        if (again) {
            // Whoever finds no connection does not try: there is no need to press on.
            boolean _ = loop.submit(intakes.get((order + 1) % intakes.size()), new SecondTry(order, quantity));
        }
    }

    List<Retry> all() {
        return all;
    }

    private final class SecondTry implements Exchange {

        private final int order;
        private final int quantity;
        private long sentNanos;

        SecondTry(int order, int quantity) {
            this.order = order;
            this.quantity = quantity;
        }

        @Override
        public void encode(ByteBuffer out, long nowNanos) {
            sentNanos = nowNanos;
            requests.place(out, order, book.shopper(order), book.deal(order), quantity);
        }

        @Override
        public void answered(HttpAnswer answer, long nowNanos) {
            all.add(new Retry(order, sentNanos, nowNanos, read(answer)));
        }

        @Override
        public void lost(String why, long nowNanos) {
            if (sentNanos > 0) {
                all.add(new Retry(order, sentNanos, nowNanos, new Answer.Unknown(null)));
            }
        }

        private static Answer read(HttpAnswer answer) {
            UUID id = uuid(answer.field("orderId"));
            String position = answer.field("position");
            if (answer.status() == 202 && id != null && position != null) {
                return new Answer.Accepted(id, Position.parse(position));
            }
            return switch (PlaceOrder.outcomeOf(answer)) {
                case UNKNOWN -> new Answer.Unknown(id);
                case UNSENT, SENT, ACCEPTED, TURNED_AWAY_AT_THE_GATE, SHED, REFUSED ->
                    new Answer.TurnedAway(answer.status(), answer.problem());
            };
        }

        private static @Nullable UUID uuid(@Nullable String text) {
            return text == null ? null : UUID.fromString(text);
        }
    }
}
