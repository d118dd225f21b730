package io.fairline.projection.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fairline.projection.domain.LedgerEntry;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A movement of stock as the shop sees it; absent fields are left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LedgerJson(
        long sequence,
        String kind,
        int units,
        @Nullable UUID orderId,
        String actor,
        @Nullable String reason,
        int available,
        int held,
        int sold,
        String position,
        Instant at) {

    /**
     * A page of movements.
     *
     * @param next hands back where the next page begins; absent on the last one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(List<LedgerJson> entries, @Nullable String next) {}

    /** The crossing from the domain. */
    static LedgerJson of(LedgerEntry entry) {
        return new LedgerJson(
                entry.sequence(),
                entry.kind().name(),
                entry.units(),
                entry.orderId(),
                entry.actor(),
                entry.reason(),
                entry.counts().available(),
                entry.counts().held(),
                entry.counts().sold(),
                entry.cause().toString(),
                entry.at());
    }
}
