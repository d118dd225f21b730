package io.fairline.projection.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.function.Function;
import org.springframework.dao.DataAccessResourceFailureException;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Reads single values from Postgres, many at once: two queries run at most, and readers that arrive meanwhile share the
 * next. So more readers make larger queries, not more of them, and a busy database is asked for less by each. Without that,
 * readers that nobody answers in time come again and are what keeps it busy.
 *
 * @param <K> tells one value from another
 */
final class SharedReads<K, V> {

    private static final int QUERIES_AT_ONCE = 2;
    private static final int READERS_PER_QUERY = 500;
    private static final int MOST_WAITING = 10_000;

    private final Function<List<K>, Mono<Map<K, V>>> query;
    private final Duration patience;
    // In the order in which they came; guards all that is below it.
    private final SequencedSet<Reader<K, V>> waiting = new LinkedHashSet<>();
    private int underWay;

    /**
     * Reads by this query.
     *
     * @param query of different keys; it has each in its result
     * @param patience after that nobody waits any more, whether their query has begun or not
     */
    SharedReads(Function<List<K>, Mono<Map<K, V>>> query, Duration patience) {
        this.query = query;
        this.patience = patience;
    }

    /** What there is under that key. An error where too many wait already, or it takes too long. */
    Mono<V> read(K key) {
        return Mono.<V>create(sink -> {
                    Reader<K, V> reader = new Reader<>(key, sink);
                    // Nobody is asked for who has gone: by then others have come, and these would wait for nothing.
                    sink.onDispose(() -> leave(reader));
                    queue(reader);
                })
                .timeout(patience, Mono.error(() -> tooBusy("Postgres has not answered for " + patience)));
    }

    private void queue(Reader<K, V> reader) {
        boolean taken;
        synchronized (waiting) {
            taken = waiting.size() < MOST_WAITING && waiting.add(reader);
        }
        if (taken) {
            queryNext();
        } else {
            reader.sink.error(tooBusy("Too many readers wait for Postgres"));
        }
    }

    private void leave(Reader<K, V> reader) {
        synchronized (waiting) {
            waiting.remove(reader);
        }
    }

    private static DataAccessResourceFailureException tooBusy(String why) {
        return new DataAccessResourceFailureException(why);
    }

    private void queryNext() {
        List<Reader<K, V>> readers = new ArrayList<>();
        synchronized (waiting) {
            if (waiting.isEmpty() || underWay == QUERIES_AT_ONCE) {
                return;
            }
            while (!waiting.isEmpty() && readers.size() < READERS_PER_QUERY) {
                readers.add(waiting.removeFirst());
            }
            underWay++;
        }
        // Of a deal there are often many.
        List<K> keys = readers.stream().map(reader -> reader.key).distinct().toList();
        var _ = Mono.defer(() -> query.apply(keys))
                .doFinally(_ -> {
                    synchronized (waiting) {
                        underWay--;
                    }
                    queryNext();
                })
                .subscribe(
                        found -> readers.forEach(reader -> reader.sink.success(found.get(reader.key))),
                        failure -> readers.forEach(reader -> reader.sink.error(failure)));
    }

    /** One of its kind, however many ask for the same. */
    private static final class Reader<K, V> {

        private final K key;
        private final MonoSink<V> sink;

        Reader(K key, MonoSink<V> sink) {
            this.key = key;
            this.sink = sink;
        }
    }
}
