package io.fairline.intake.log;

import io.fairline.intake.admission.DealTerms;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The deals as the log tells them: written by the one thread that follows the log, read by every request. */
public final class KnownDeals {

    private final Map<Integer, DealTerms> terms = new ConcurrentHashMap<>();
    private volatile boolean complete;

    /** The deal's terms; null when no such deal is known. */
    public @Nullable DealTerms find(int dealId) {
        return terms.get(dealId);
    }

    /** Older news than what is known changes nothing: after a failure the log is read again from its beginning. */
    void learn(DealTerms deal) {
        DealTerms _ =
                terms.merge(deal.dealId(), deal, (known, heard) -> heard.sequence() < known.sequence() ? known : heard);
    }

    void forget(int dealId) {
        terms.remove(dealId);
    }

    int count() {
        return terms.size();
    }

    /** False until the log was read to its end once: an unknown deal means nothing before. */
    public boolean isComplete() {
        return complete;
    }

    void markComplete() {
        complete = true;
    }
}
