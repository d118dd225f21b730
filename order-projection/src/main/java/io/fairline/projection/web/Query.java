package io.fairline.projection.web;

import io.fairline.projection.domain.EntityId;
import io.fairline.projection.store.News;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** What a viewer asks after, in the ways there are to learn it. */
interface Query<T> {

    EntityId id();

    Viewer viewer();

    /** Reads afresh each time it is subscribed to. */
    Mono<View<T>> look();

    /** The first of several looks: empty where it is too early to tell. */
    default Mono<View<T>> firstLook() {
        return look();
    }

    /** What the news themselves tell; empty where that takes a look. */
    Optional<View<T>> told(News news);
}
