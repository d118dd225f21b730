package io.fairline.projection.store;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Function;
import org.springframework.dao.DataAccessResourceFailureException;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Reads single things from Postgres, many at once: who comes while as many queries are under way as there may be waits for
 * the next, which takes all. So more readers make larger queries, not more of them, and a busy database is asked for less
 * by each. Without that, readers that nobody answers in time come again and are what keeps it busy.
 *
 * @param <K> tells one from another
 */
final class SharedReads<K, T> {

    private static final int QUERIES_AT_ONCE = 2;
    private static final int READERS_PER_QUERY = 500;
    private static final int MOST_WAITING = 10_000;

    private final Function<List<Key<K>>, Mono<Map<K, AsOf<T>>>> query;
    private final Duration patience;
    // Guards all that is below it.
    private final Queue<Reader<K, T>> waiting = new ArrayDeque<>();
    private int underWay;

    /**
     * What is read.
     *
     * @param partition whose position is read with it
     */
    record Key<K>(K id, int partition) {}

    /**
     * Reads by this query.
     *
     * @param query of different keys; it has each in its result
     * @param patience after that nobody waits any more, whether their query has begun or not
     */
    SharedReads(Function<List<Key<K>>, Mono<Map<K, AsOf<T>>>> query, Duration patience) {
        this.query = query;
        this.patience = patience;
    }

    /** What there is under that key. An error where too many wait already, or it takes too long. */
    Mono<AsOf<T>> read(K id, int partition) {
        return Mono.<AsOf<T>>create(sink -> queue(new Reader<>(new Key<>(id, partition), sink)))
                .timeout(patience, Mono.error(() -> tooBusy("Postgres has not answered for " + patience)));
    }

    private void queue(Reader<K, T> reader) {
        synchronized (waiting) {
            if (waiting.size() == MOST_WAITING) {
                reader.sink.error(tooBusy("Too many readers wait for Postgres"));
                return;
            }
            waiting.add(reader);
        }
        queryNext();
    }

    private static DataAccessResourceFailureException tooBusy(String why) {
        return new DataAccessResourceFailureException(why);
    }

    private void queryNext() {
        List<Reader<K, T>> readers = new ArrayList<>();
        synchronized (waiting) {
            if (waiting.isEmpty() || underWay == QUERIES_AT_ONCE) {
                return;
            }
            while (!waiting.isEmpty() && readers.size() < READERS_PER_QUERY) {
                readers.add(waiting.remove());
            }
            underWay++;
        }
        // Of a deal there are often many.
        List<Key<K>> keys = readers.stream().map(Reader::key).distinct().toList();
        var _ = query.apply(keys)
                .doFinally(_ -> {
                    synchronized (waiting) {
                        underWay--;
                    }
                    queryNext();
                })
                .subscribe(
                        found -> readers.forEach(reader -> reader.sink.success(found.get(reader.key.id))),
                        failure -> readers.forEach(reader -> reader.sink.error(failure)));
    }

    private record Reader<K, T>(Key<K> key, MonoSink<AsOf<T>> sink) {}
}
