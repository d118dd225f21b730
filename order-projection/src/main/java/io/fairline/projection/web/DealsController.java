package io.fairline.projection.web;

import io.fairline.projection.domain.Deal;
import io.fairline.projection.domain.LedgerEntry;
import io.fairline.projection.store.Pages;
import io.fairline.schemas.DealPartitions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Answers everybody who asks after deals, and the shop after their ledgers. */
@RestController
final class DealsController {

    private final Views views;
    private final LongPoll longPoll;
    private final Pages pages;
    private final DealPartitions partitions;

    DealsController(Views views, LongPoll longPoll, Pages pages, DealPartitions partitions) {
        this.views = views;
        this.longPoll = longPoll;
        this.pages = pages;
        this.partitions = partitions;
    }

    @GetMapping(path = "/deals/{dealId}", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<DealJson>> deal(
            @PathVariable String dealId,
            @RequestParam(required = false) @Nullable String position,
            @RequestParam(required = false) @Nullable String wait,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch,
            Authentication authentication) {
        DealQuery query = DealQuery.of(dealId, position, Viewer.of(authentication), views, partitions);
        Duration longest = Parameters.longestWait(wait);
        return longPoll.await(query, view -> EntityTags.worthAnswering(view, ifNoneMatch), longest)
                .map(awaited -> answer(awaited, query.viewer(), ifNoneMatch));
    }

    @GetMapping(path = "/deals", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<DealJson.Page> deals(
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String after,
            Authentication authentication) {
        Viewer viewer = Viewer.of(authentication);
        int size = Parameters.limit(limit);
        return pages.deals(size + 1, Cursors.deal(after)).map(found -> page(Slice.of(found, size), viewer));
    }

    @GetMapping(path = "/deals/{dealId}/ledger", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<LedgerJson.Page> ledger(
            @PathVariable String dealId,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String after) {
        int id = Parameters.dealId(dealId);
        int size = Parameters.limit(limit);
        return pages.ledger(id, size + 1, Cursors.ledger(after)).map(found -> ledgerPage(Slice.of(found, size)));
    }

    private static ResponseEntity<DealJson> answer(Awaited<Deal> awaited, Viewer viewer, @Nullable String ifNoneMatch) {
        View<Deal> view = awaited.view();
        Deal deal = view.value();
        if (deal == null) {
            throw view.inLine()
                    ? Problem.NOT_FOUND.forNow("The deal is not open yet, but the position lies ahead: ask again.")
                    : Problem.NOT_FOUND.because("There is no such deal; GET /deals lists them.");
        }
        return StatusResponses.conditional(awaited, ifNoneMatch, () -> DealJson.of(deal, viewer));
    }

    private static DealJson.Page page(Slice<Deal> found, Viewer viewer) {
        return new DealJson.Page(
                found.shown().stream().map(deal -> DealJson.of(deal, viewer)).toList(),
                found.more() ? Cursors.after(found.shown().getLast()) : null);
    }

    private static LedgerJson.Page ledgerPage(Slice<LedgerEntry> found) {
        return new LedgerJson.Page(
                found.shown().stream().map(LedgerJson::of).toList(),
                found.more() ? Cursors.after(found.shown().getLast()) : null);
    }
}
