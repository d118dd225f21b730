package io.fairline.projection.web;

import io.fairline.projection.domain.EntityId;
import io.fairline.projection.store.ChangeProbe;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks on behalf of all who wait whether anything has changed: often while no announcements of other instances arrive,
 * seldom otherwise, since one may get lost. One query for all of them, so its cost does not grow with their number.
 */
final class WaiterProbe implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WaiterProbe.class);
    private static final int SELDOM = 8;

    private final Waiters waiters;
    private final ChangeProbe probe;
    private final ScheduledExecutorService ticking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("waiter-probe").factory());
    private int ticks;

    WaiterProbe(Waiters waiters, ChangeProbe probe, WaitSettings settings) {
        this.waiters = waiters;
        this.probe = probe;
        long period = settings.probeEvery().toMillis();
        var _ = ticking.scheduleWithFixedDelay(this::tick, period, period, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        Set<EntityId> ids = waiters.ids();
        boolean due = !probe.announcementsArrive() || ++ticks % SELDOM == 0;
        if (ids.isEmpty() || !due) {
            return;
        }
        try {
            probe.versions(ids)
                    .doOnNext(found -> waiters.wakeOlderThan(found.id(), found.version()))
                    .blockLast();
        } catch (RuntimeException e) {
            LOG.debug("Postgres does not say what has changed: {}", e.toString());
        }
    }

    @Override
    public void close() {
        ticking.shutdownNow();
    }
}
