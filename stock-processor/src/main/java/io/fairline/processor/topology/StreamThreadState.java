package io.fairline.processor.topology;

import io.fairline.processor.wire.ForeignSchemas;
import io.fairline.processor.wire.WireFormats;
import java.time.InstantSource;

/**
 * What the partitions of one stream thread share, and what outlives them: Kafka Streams makes them anew after each
 * transaction that was aborted, and if they had to learn all over again, that could take long enough for the next to be.
 *
 * @param pace of commits, each of which is of all partitions of the thread
 * @param foreign what the registry was asked
 */
record StreamThreadState(CommitPace pace, ForeignSchemas foreign) {

    static StreamThreadState of(TopologySettings settings, WireFormats wire, InstantSource clock) {
        return new StreamThreadState(
                settings.newCommitPace(),
                new ForeignSchemas(wire, settings.topics().commands(), settings.registryPatience(), clock));
    }
}
