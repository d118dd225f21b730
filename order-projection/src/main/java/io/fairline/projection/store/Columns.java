package io.fairline.projection.store;

import io.fairline.projection.domain.Refusal;
import java.lang.reflect.Array;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/**
 * Binds a list of rows column by column, as the arrays {@code unnest} takes: a batch is one statement and one round
 * trip, where the driver's own batching would be one round trip for each row.
 */
final class Columns<T> {

    private final List<T> rows;
    private GenericExecuteSpec statement;
    private int next;

    private Columns(GenericExecuteSpec statement, List<T> rows) {
        this.statement = statement;
        this.rows = rows;
    }

    static <T> Columns<T> of(GenericExecuteSpec statement, List<T> rows) {
        return new Columns<>(statement, rows);
    }

    GenericExecuteSpec bound() {
        return statement;
    }

    Columns<T> uuids(Function<T, @Nullable UUID> column) {
        return bind(UUID.class, column);
    }

    Columns<T> texts(Function<T, @Nullable String> column) {
        return bind(String.class, column);
    }

    Columns<T> integers(ToIntFunction<T> column) {
        return bind(Integer.class, column::applyAsInt);
    }

    Columns<T> numbers(ToLongFunction<T> column) {
        return bind(Long.class, column::applyAsLong);
    }

    Columns<T> maybeNumbers(Function<T, @Nullable Long> column) {
        return bind(Long.class, column);
    }

    Columns<T> booleans(Function<T, @Nullable Boolean> column) {
        return bind(Boolean.class, column);
    }

    /** As epoch milliseconds, which is what the wire knows: the statement makes them timestamps. */
    Columns<T> instants(Function<T, @Nullable Instant> column) {
        return bind(Long.class, row -> {
            Instant instant = column.apply(row);
            return instant == null ? null : instant.toEpochMilli();
        });
    }

    Columns<T> refusals(Function<T, @Nullable Refusal> column) {
        return texts(of(column, Refusal::command))
                .texts(of(column, Refusal::reason))
                .texts(of(column, Refusal::requestedBy))
                .instants(of(column, Refusal::at));
    }

    private static <T, V> Function<T, @Nullable V> of(
            Function<T, @Nullable Refusal> column, Function<Refusal, V> part) {
        return row -> {
            Refusal refusal = column.apply(row);
            return refusal == null ? null : part.apply(refusal);
        };
    }

    @SuppressWarnings("unchecked") // an array made by its component's class is an array of it
    private <V> Columns<T> bind(Class<V> type, Function<T, @Nullable V> column) {
        @Nullable V[] values = (V[]) Array.newInstance(type, rows.size());
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i));
        }
        statement = statement.bind(next++, values);
        return this;
    }
}
