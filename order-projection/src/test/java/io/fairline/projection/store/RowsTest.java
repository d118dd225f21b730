package io.fairline.projection.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairline.local.LocalServers;
import io.fairline.projection.domain.Advance;
import io.fairline.projection.domain.Changes;
import io.fairline.projection.domain.Counts;
import io.fairline.projection.domain.DealEvent;
import io.fairline.projection.domain.Decision;
import io.fairline.projection.domain.Fold;
import io.fairline.projection.domain.LedgerEntry;
import io.fairline.projection.domain.OrderChange;
import io.fairline.projection.domain.Position;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The crossing from the domain to rows and back, and the fence around it. */
class RowsTest {

    private static final Instant AT = Instant.parse("2026-03-01T10:00:00.123Z");
    private static final UUID ORDER = UUID.fromString("00000007-0000-8000-8000-000000000001");
    private static final Advance FIRST = new Advance(3, 0, 5, 12);

    private final StoreOfATest servers = new StoreOfATest(LocalServers.shared());
    private final EventStore store = servers.events();
    private final PartitionStates states = servers.states();
    private final Pages pages = servers.pages();

    @AfterEach
    void end() {
        servers.close();
    }

    @Test
    void ordersDealsAndLedgerComeBackAsTheyWere() {
        Changes changes = openedAndReserved();
        AppliedBatch applied =
                store.apply(List.of(FIRST), changes).blockOptional().orElseThrow();

        assertThat(pages.orders("alice", 10, null).block())
                .isEqualTo(applied.orders())
                .containsExactly(((OrderChange.Placed) changes.orders().getFirst()).order());
        assertThat(pages.deals(10, null).block()).isEqualTo(applied.deals()).hasSize(1);
        assertThat(pages.ledger(7, 10, 0).block())
                .isEqualTo(changes.ledger())
                .extracting(LedgerEntry::kind)
                .containsExactly(LedgerEntry.Kind.OPENED, LedgerEntry.Kind.RESERVED);
        assertThat(states.all().block()).containsEntry(3, new PartitionState(3, 5, 12));
    }

    @Test
    void changedOrderIsReturnedWhole() {
        store.apply(List.of(FIRST), openedAndReserved()).block();
        Changes confirmed = Fold.of(List.of(event(3, new Decision.OrderConfirmed(ORDER, "alice", 2, "alice"))));

        AppliedBatch applied = store.apply(List.of(new Advance(3, 5, 6, 13)), confirmed)
                .blockOptional()
                .orElseThrow();

        assertThat(pages.orders("alice", 10, null).block()).isEqualTo(applied.orders());
        assertThat(applied.orders().getFirst().placeInLine()).isEqualTo(4);
        assertThat(applied.orders().getFirst().placedAt()).isEqualTo(AT);
    }

    @Test
    void batchThatIsNotExpectedWritesNothing() {
        store.apply(List.of(FIRST), openedAndReserved()).block();
        Changes late = Fold.of(List.of(event(3, new Decision.OrderCancelled(ORDER, "alice", 2, "BY_SHOP", "shop"))));
        List<Advance> advances = List.of(new Advance(3, 4, 6, 13), new Advance(4, 0, 6, 13));

        assertThatThrownBy(() -> store.apply(advances, late).block()).isInstanceOf(Fenced.class);
        assertThat(pages.orders("alice", 10, null)
                        .blockOptional()
                        .orElseThrow()
                        .getFirst()
                        .version())
                .isEqualTo(2);
        assertThat(states.all().block())
                .containsEntry(3, new PartitionState(3, 5, 12))
                .containsEntry(4, new PartitionState(4, 0, -1));
    }

    @Test
    void batchThatSkipsEventsOfADealWritesNothing() {
        store.apply(List.of(FIRST), openedAndReserved()).block();
        Changes late = Fold.of(List.of(
                event(4, new Decision.OrderCancelled(ORDER, "alice", 2, "BY_SHOP", "shop")),
                event(5, new Decision.DealClosed("shop"))));

        assertThatThrownBy(() ->
                        store.apply(List.of(new Advance(3, 5, 9, 15)), late).block())
                .isInstanceOf(EventsSkipped.class)
                .hasMessageContaining("deal 7");
        assertThat(states.all().block()).containsEntry(3, new PartitionState(3, 5, 12));
    }

    @Test
    void refusalsOnADealThatWasNeverOpenedSkipNothing() {
        Changes refused =
                Fold.of(List.of(event(4, new Decision.DealCommandRefused("CLOSE_DEAL", "shop", "UNKNOWN_DEAL"))));

        store.apply(List.of(FIRST), refused).block();

        assertThat(states.all().block()).containsEntry(3, new PartitionState(3, 5, 12));
    }

    private static Changes openedAndReserved() {
        return Fold.of(List.of(
                event(1, new Decision.DealOpened("Lamp", 5, 60, AT.plusSeconds(1), "shop")),
                event(2, new Decision.OrderReserved(ORDER, "alice", 2, 4, AT.plusSeconds(60)))));
    }

    private static DealEvent event(long sequence, Decision decision) {
        return new DealEvent(7, sequence, new Position(3, 10 + sequence), AT, new Counts(8, 2, 0), decision);
    }
}
