package io.fairline.projection;

import io.fairline.local.LocalServers;

/** One instance and its log for all tests that break nothing; each tells its own deals. */
final class SharedProjection {

    private static final LocalServers SERVERS = LocalServers.shared();
    private static final String PREFIX = SERVERS.newTopicPrefix();

    static final EventLog LOG = new EventLog(SERVERS, PREFIX);
    static final RunningProjection PROJECTION = RunningProjection.start(
            RunningProjection.surroundings(SERVERS, PREFIX, SERVERS.postgres().newDatabase()));

    private SharedProjection() {}
}
