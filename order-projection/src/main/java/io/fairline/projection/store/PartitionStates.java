package io.fairline.projection.store;

import io.fairline.projection.RefusesToRun;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How far the database is, and the partition count it was made for. */
public final class PartitionStates {

    private final DatabaseClient database;

    PartitionStates(DatabaseClient database) {
        this.database = database;
    }

    /** Every partition's state, by partition. */
    public Mono<Map<Integer, PartitionState>> all() {
        Flux<PartitionState> rows = database.sql("SELECT partition, next_offset, applied_command FROM partitions")
                .map(row -> new PartitionState(
                        Rows.integer(row, "partition"),
                        Rows.number(row, "next_offset"),
                        Rows.number(row, "applied_command")))
                .all();
        return rows.collect(Collectors.toMap(PartitionState::partition, state -> state));
    }

    /**
     * Records the partition count at the first start and holds every later one against it.
     *
     * @return the database's id
     */
    public Mono<UUID> claim(int partitionCount) {
        Mono<Void> recorded = database.sql(
                        "INSERT INTO projection_identity (partition_count) VALUES ($1) ON CONFLICT DO NOTHING")
                .bind(0, partitionCount)
                .then();
        Mono<UUID> identity = database.sql("SELECT database_id, partition_count FROM projection_identity")
                .map(row -> {
                    int expected = Rows.integer(row, "partition_count");
                    if (expected != partitionCount) {
                        throw new RefusesToRun(
                                ("the topics have %d partitions, but this database was made for %d. The count is for life:"
                                                + " restore it, or start with an empty database")
                                        .formatted(partitionCount, expected));
                    }
                    return Rows.uuid(row, "database_id");
                })
                .one();
        Mono<Void> partitions = database.sql(
                        "INSERT INTO partitions (partition) SELECT generate_series(0, $1 - 1) ON CONFLICT DO NOTHING")
                .bind(0, partitionCount)
                .then();
        return recorded.then(identity).flatMap(id -> partitions.thenReturn(id));
    }

    /** A number greater than any given before. */
    Mono<Long> nextCacheEpoch() {
        return database.sql("SELECT nextval('cache_epochs') AS epoch")
                .map(row -> Rows.number(row, "epoch"))
                .one();
    }
}
