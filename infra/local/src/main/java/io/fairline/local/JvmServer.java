package io.fairline.local;

import java.time.Duration;
import java.util.List;

/** A server that is a JVM: it starts from an AOT cache where there is one, and may leave one behind. */
public abstract class JvmServer extends ProcessServer {

    private static final Duration WRITING_LIMIT = Duration.ofSeconds(20);

    private final AotCache cache;
    private final boolean mayWriteCache;

    /** @param mayWriteCache one of those that could write the same */
    protected JvmServer(AotCache cache, boolean mayWriteCache) {
        this.cache = cache;
        this.mayWriteCache = mayWriteCache;
    }

    /** Starts the process with these flags among its own, and returns at once. */
    protected abstract ChildProcess launch(List<String> cacheFlags);

    /** How long its end may take where it writes no cache. */
    protected abstract Duration stopLimit();

    /** Its end takes longer then. */
    public final boolean writesCacheInTheEnd() {
        return mayWriteCache && !cache.isCurrent();
    }

    @Override
    protected final ChildProcess launch() {
        return launch(cache.flags(mayWriteCache));
    }

    /** Of a cache only the head is checked when it is read: one that lost its end with the machine's power crashes its JVM. */
    @Override
    protected final boolean dropSuspect() {
        boolean wasUsed = cache.isCurrent();
        cache.delete();
        return wasUsed;
    }

    @Override
    protected final boolean end(ChildProcess running) {
        boolean writes = writesCacheInTheEnd();
        boolean inGoodOrder = running.stop(writes ? stopLimit().plus(WRITING_LIMIT) : stopLimit());
        if (writes) {
            cache.keepWhatWasWritten(inGoodOrder);
        }
        return inGoodOrder;
    }
}
