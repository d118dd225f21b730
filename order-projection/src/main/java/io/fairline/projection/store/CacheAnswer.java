package io.fairline.projection.store;

/** What a look into the cache tells. */
sealed interface CacheAnswer<T> {

    /** The entry, no older than the lease's life. */
    record Found<T>(T value, long appliedCommand) implements CacheAnswer<T> {}

    /** The cache is trusted and has no entry: nothing was written lately. */
    record Missing<T>(long epoch, long appliedCommand) implements CacheAnswer<T> {}

    /** The cache tells nothing: it is away, or nobody keeps it up to date. */
    record Blind<T>() implements CacheAnswer<T> {}
}
