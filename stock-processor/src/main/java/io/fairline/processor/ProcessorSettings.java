package io.fairline.processor;

import io.fairline.processor.topology.StreamsSettings;
import io.fairline.schemas.AvroSerdes;
import io.fairline.schemas.TopicNames;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What this service is told from outside; see {@code application.yaml} for the names in the environment.
 *
 * @param kafka how to reach the brokers
 * @param serdes how values are read and written
 * @param processor how this instance runs
 */
@ConfigurationProperties("fairline")
public record ProcessorSettings(Kafka kafka, AvroSerdes serdes, Processor processor) {

    /**
     * How to reach the brokers.
     *
     * @param topicPrefix put before all topic names and the application id; empty in production
     * @param settings what else the clients need, such as credentials
     */
    public record Kafka(
            String bootstrapServers,
            String topicPrefix,
            @DefaultValue Map<String, String> settings) {

        /** Without the settings, which may be secret. */
        @Override
        public String toString() {
            return "Kafka[bootstrapServers=%s, topicPrefix=%s]".formatted(bootstrapServers, topicPrefix);
        }
    }

    /**
     * How this instance runs.
     *
     * @param instanceId its name in the group, its own and the same after a restart
     * @param stateDir folder of its stores, its own
     * @param threads stream threads
     * @param commitInterval how often a transaction commits: what is decided is seen so much later at most
     * @param minCommitInterval the same where little is decided, so that there is little to gain from committing it together
     * @param recordCache memory in which several changes to a deal become one
     * @param blockCache memory in which all stores together keep what they have read
     * @param writeBuffer of each partition's orders, how much may wait to be written to disk; its other stores add half of it
     * @param patience how long broker and registry may be away, at start and while running
     */
    public record Processor(
            String instanceId,
            String stateDir,
            int threads,
            @DefaultValue("100ms") Duration commitInterval,
            @DefaultValue("25ms") Duration minCommitInterval,
            @DefaultValue("8MB") DataSize recordCache,
            @DefaultValue("32MB") DataSize blockCache,
            @DefaultValue("2MB") DataSize writeBuffer,
            @DefaultValue("60s") Duration patience) {

        public Processor {
            if (instanceId.isBlank() || stateDir.isBlank()) {
                throw new IllegalArgumentException("PROCESSOR_INSTANCE_ID and PROCESSOR_STATE_DIR must not be blank");
            }
            if (threads < 1 || threads > 64) {
                throw new IllegalArgumentException("PROCESSOR_THREADS must be 1 to 64, not " + threads);
            }
            if (writeBuffer.toKilobytes() < 256 || writeBuffer.toMegabytes() > 64) {
                throw new IllegalArgumentException(
                        "fairline.processor.write-buffer must be 256KB to 64MB, not " + writeBuffer);
            }
        }
    }

    TopicNames topics() {
        return new TopicNames(kafka.topicPrefix());
    }

    StreamsSettings streams() {
        return new StreamsSettings(
                topics().processors(),
                kafka.bootstrapServers(),
                processor.instanceId(),
                processor.stateDir(),
                processor.threads(),
                processor.commitInterval(),
                processor.recordCache().toBytes(),
                kafka.settings());
    }
}
