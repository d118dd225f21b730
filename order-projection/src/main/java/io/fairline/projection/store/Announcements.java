package io.fairline.projection.store;

import io.fairline.projection.domain.EntityId;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * News of orders and deals, for those who wait for them: told to this instance at once, to the others through Redis.
 * What others hear is only a hint that it is worth looking again; a lost one is made up for by looking now and then.
 */
public final class Announcements {

    private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);
    private static final int IDS_PER_MESSAGE = 500;
    private static final String SEPARATOR = ",";

    private final String self = UUID.randomUUID().toString();
    private final List<Consumer<News>> listeners = new CopyOnWriteArrayList<>();

    /** Calls the listener with all news from now on, of this instance or another. It must not block. */
    public void listen(Consumer<News> listener) {
        listeners.add(listener);
    }

    void tellHere(News news) {
        listeners.forEach(listener -> listener.accept(news));
    }

    void tellOthers(RedisAsyncCommands<String, String> redis, String channel, Set<EntityId> touched) {
        Iterator<String> words = touched.stream().map(Announcements::word).iterator();
        while (words.hasNext()) {
            StringBuilder message = new StringBuilder(self);
            for (int i = 0; i < IDS_PER_MESSAGE && words.hasNext(); i++) {
                message.append(SEPARATOR).append(words.next());
            }
            var _ = redis.publish(channel, message.toString());
        }
    }

    /** Listens to the other instances. May be called again after it failed: only then nobody listens yet. */
    void subscribe(StatefulRedisPubSubConnection<String, String> connection, String channel) {
        connection.sync().subscribe(channel);
        connection.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String from, String message) {
                hear(message);
            }
        });
    }

    private void hear(String message) {
        String[] words = message.split(SEPARATOR, -1);
        if (words[0].equals(self)) {
            return;
        }
        try {
            tellHere(News.hint(Stream.of(words).skip(1).map(Announcements::id).collect(Collectors.toSet())));
        } catch (IllegalArgumentException e) {
            LOG.warn("Not an announcement: {}", e.getMessage());
        }
    }

    /** An order's id is longer than any number, which tells them apart. */
    private static String word(EntityId id) {
        return switch (id) {
            case EntityId.OfOrder(UUID orderId) -> orderId.toString();
            case EntityId.OfDeal(int dealId) -> Integer.toString(dealId);
        };
    }

    private static EntityId id(String word) {
        return word.length() == 36
                ? new EntityId.OfOrder(UUID.fromString(word))
                : new EntityId.OfDeal(Integer.parseInt(word));
    }
}
