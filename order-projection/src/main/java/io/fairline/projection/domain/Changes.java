package io.fairline.projection.domain;

import java.util.List;
import java.util.Set;

/**
 * A batch of events, folded: at most one change for each order and each deal, and every movement of stock.
 *
 * @param touched every order and deal the events were about, changed or not
 */
public record Changes(
        List<OrderChange> orders, List<DealChange> deals, List<LedgerEntry> ledger, Set<EntityId> touched) {}
