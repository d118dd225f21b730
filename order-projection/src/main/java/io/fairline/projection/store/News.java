package io.fairline.projection.store;

import io.fairline.projection.domain.Advance;
import io.fairline.projection.domain.Deal;
import io.fairline.projection.domain.EntityId;
import io.fairline.projection.domain.Order;
import io.fairline.schemas.DealPartitions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * News for those who wait. A hint says what it is worth looking at again. Where this instance committed the batch, and
 * no reader of the cache can be shown anything older any more, the news tell also what became of it.
 */
public final class News {

    /** None, but whoever waits is to look. */
    public static final News NONE = hint(Set.of());

    private final Set<EntityId> touched;
    private final @Nullable Outcome outcome;

    private News(Set<EntityId> touched, @Nullable Outcome outcome) {
        this.touched = touched;
        this.outcome = outcome;
    }

    public static News hint(Set<EntityId> touched) {
        return new News(touched, null);
    }

    public static News of(AppliedBatch batch, DealPartitions partitions) {
        return new News(batch.touched(), new Outcome(batch, partitions));
    }

    /** What it is worth looking at again. */
    public Set<EntityId> touched() {
        return touched;
    }

    /**
     * The same, for who has waited since then. What the news tell is the newest for whoever asked before its commit began:
     * somebody who asked later may have been shown a later commit's already, and is only to look.
     *
     * @param nanoTime of the question
     */
    public News forWhoAsked(long nanoTime) {
        return outcome == null || nanoTime - outcome.commitBegunNanos() < 0 ? this : hint(touched);
    }

    /** What became of the order; empty where that takes a look. */
    public Optional<AsOf<Order>> order(UUID orderId) {
        return outcome == null
                ? Optional.empty()
                : Optional.ofNullable(outcome.index().orders().get(orderId));
    }

    /** What became of the deal; empty where that takes a look. */
    public Optional<AsOf<Deal>> deal(int dealId) {
        return outcome == null
                ? Optional.empty()
                : Optional.ofNullable(outcome.index().deals().get(dealId));
    }

    /** What a batch made of its orders and deals. Made when somebody asks: mostly nobody waits. */
    private static final class Outcome {

        private static final long NOTHING_PROVEN = -1;

        private final AppliedBatch batch;
        private final DealPartitions partitions;
        private @Nullable Index index;

        Outcome(AppliedBatch batch, DealPartitions partitions) {
            this.batch = batch;
            this.partitions = partitions;
        }

        long commitBegunNanos() {
            return batch.commitBegunNanos();
        }

        synchronized Index index() {
            Index made = index == null ? Index.of(batch, partitions) : index;
            index = made;
            return made;
        }

        private record Index(Map<UUID, AsOf<Order>> orders, Map<Integer, AsOf<Deal>> deals) {

            static Index of(AppliedBatch batch, DealPartitions partitions) {
                Map<Integer, Long> applied = HashMap.newHashMap(batch.advances().size());
                for (Advance advance : batch.advances()) {
                    applied.put(advance.partition(), advance.appliedCommand());
                }
                Map<UUID, AsOf<Order>> orders =
                        HashMap.newHashMap(batch.orders().size());
                for (Order order : batch.orders()) {
                    long inLine = applied.getOrDefault(partitions.partitionOf(order.dealId()), NOTHING_PROVEN);
                    orders.put(order.orderId(), new AsOf<>(order, inLine));
                }
                Map<Integer, AsOf<Deal>> deals =
                        HashMap.newHashMap(batch.deals().size());
                for (Deal deal : batch.deals()) {
                    long inLine = applied.getOrDefault(partitions.partitionOf(deal.dealId()), NOTHING_PROVEN);
                    deals.put(deal.dealId(), new AsOf<>(deal, inLine));
                }
                return new Index(orders, deals);
            }
        }
    }
}
