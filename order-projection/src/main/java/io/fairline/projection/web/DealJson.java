package io.fairline.projection.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fairline.projection.domain.Deal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A deal as everybody sees it; absent fields are left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DealJson(
        int dealId,
        String title,
        String phase,
        int stock,
        int available,
        int held,
        int sold,
        int maxQuantityPerOrder,
        int holdSeconds,
        @Nullable Instant opensAt,
        long sequence,
        @Nullable RefusalJson refusal) {

    /**
     * A page of deals.
     *
     * @param next hands back where the next page begins; absent on the last one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(List<DealJson> deals, @Nullable String next) {}

    /** The crossing from the domain. */
    static DealJson of(Deal deal, Viewer viewer) {
        return new DealJson(
                deal.dealId(),
                deal.title(),
                deal.phase().name(),
                deal.counts().stock(),
                deal.counts().available(),
                deal.counts().held(),
                deal.counts().sold(),
                deal.maxQuantityPerOrder(),
                deal.holdSeconds(),
                deal.opensAt(),
                deal.sequence(),
                RefusalJson.of(deal.refusal(), viewer));
    }
}
