package io.fairline.perf.fairness;

import io.fairline.perf.fairness.Outcome.DealOpened;
import io.fairline.perf.fairness.Outcome.OrderCancelled;
import io.fairline.perf.fairness.Outcome.OrderConfirmed;
import io.fairline.perf.fairness.Outcome.OrderReserved;
import io.fairline.perf.fairness.Outcome.StockAdjusted;
import org.jspecify.annotations.Nullable;

/** The fold of one deal's events, counted from what was decided and never from the counts the events carry. */
final class DealState {

    private @Nullable DealOpened terms;
    private boolean closed;
    private long stock;
    private long held;
    private long sold;

    /** Null while nobody has opened the deal. */
    @Nullable
    DealOpened terms() {
        return terms;
    }

    boolean closed() {
        return closed;
    }

    long stock() {
        return stock;
    }

    long available() {
        return stock - held - sold;
    }

    long held() {
        return held;
    }

    long sold() {
        return sold;
    }

    void apply(Event event) {
        switch (event.outcome()) {
            case DealOpened opened -> {
                terms = opened;
                stock += opened.stock();
            }
            case StockAdjusted adjusted -> stock += adjusted.delta();
            case Outcome.DealClosed _ -> closed = true;
            case OrderReserved won -> held += won.quantity();
            case OrderConfirmed confirmed -> {
                held -= confirmed.quantity();
                sold += confirmed.quantity();
            }
            case OrderCancelled gone -> giveBack(gone);
            case Outcome.OrderRejected _, Outcome.CommandRefused _ -> {}
        }
    }

    private void giveBack(OrderCancelled gone) {
        if (gone.wasSold()) {
            sold -= gone.quantity();
        } else {
            held -= gone.quantity();
        }
    }
}
