package io.fairline.projection.store;

import java.util.UUID;

/** Names of the cache's keys. The database's id keeps the entries of a database filled anew apart from its forerunner's. */
record CacheKeys(UUID databaseId) {

    String order(UUID orderId) {
        return prefix() + "order:" + orderId;
    }

    String deal(int dealId) {
        return prefix() + "deal:" + dealId;
    }

    /** Newest epoch in which somebody wrote the partition's entries. */
    String epoch(int partition) {
        return prefix() + "epoch:" + partition;
    }

    /** Epoch whose entries may be trusted, and how far the partition is in the cache; gone when nobody renews it. */
    String lease(int partition) {
        return prefix() + "lease:" + partition;
    }

    /** Where committed batches are announced. */
    String announcements() {
        return prefix() + "applied";
    }

    private String prefix() {
        return "fairline:" + databaseId + ":";
    }
}
