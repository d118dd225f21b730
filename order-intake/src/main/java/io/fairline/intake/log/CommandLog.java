package io.fairline.intake.log;

import io.fairline.intake.admission.Command;
import io.fairline.intake.admission.Requester;
import io.fairline.intake.log.PublishResult.NotWritten;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The log that shoppers stand in line in. {@link #publish} never blocks: a bounded number of commands is in flight, one
 * thread of its own hands them to Kafka's producer, in the order in which they came.
 */
public final class CommandLog implements AutoCloseable {

    private static final Duration[] ACK_BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    /** Once no more than a quarter of the permits is left, partitions that stopped acknowledging get no more. */
    private static final int SCARCE_DIVISOR = 4;

    private final Semaphore permits;
    private final int scarceBelow;
    private final CommandSender sender;
    private final Timer ackLatency;
    private final Counter accepted;

    CommandLog(LogSettings settings, CommandSender sender, MeterRegistry meters) {
        this.permits = new Semaphore(settings.maxInFlight());
        this.scarceBelow = settings.maxInFlight() / SCARCE_DIVISOR;
        this.sender = sender;
        this.ackLatency = Timer.builder("fairline.ack")
                .description("From taking a command in to the log's ack")
                .serviceLevelObjectives(ACK_BUCKETS)
                .register(meters);
        this.accepted = Counter.builder("fairline.accepted")
                .description("Commands that the log has acknowledged, whether or not their clients still waited")
                .register(meters);
        Gauge.builder("fairline.in.flight", permits, free -> settings.maxInFlight() - free.availablePermits())
                .description("Commands that wait for their ack")
                .register(meters);
        sender.start();
    }

    /**
     * Puts the command in line. The future is completed exactly once, and never exceptionally; giving it up does not
     * take the command back.
     */
    public CompletableFuture<PublishResult> publish(Requester requester, Command command) {
        boolean crowded = permits.availablePermits() <= scarceBelow;
        if (!sender.isReady() || sender.isStalled(command.dealId(), crowded)) {
            return CompletableFuture.completedFuture(NotWritten.LOG_UNAVAILABLE);
        }
        if (!permits.tryAcquire()) {
            return CompletableFuture.completedFuture(NotWritten.OVERLOADED);
        }
        PendingCommand pending = new PendingCommand(requester, command);
        CompletableFuture<PublishResult> settled = pending.outcome().whenComplete((result, _) -> {
            permits.release();
            if (result instanceof PublishResult.Written) {
                ackLatency.record(System.nanoTime() - pending.acceptedNanos(), TimeUnit.NANOSECONDS);
                accepted.increment();
            }
        });
        sender.submit(pending);
        // A copy: what is to be done when the outcome comes is done also when the client gives up before.
        return settled.copy();
    }

    /** Whether the log was reached and the schema's id is known. It stays so while brokers or registry are away. */
    public boolean isReady() {
        return sender.isReady();
    }

    /** Takes no more commands and waits, bounded, for the acks of those it has. */
    @Override
    public void close() {
        sender.close();
    }
}
