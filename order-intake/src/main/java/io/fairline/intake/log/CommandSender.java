package io.fairline.intake.log;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.fairline.intake.log.ProcessEnd.Why;
import io.fairline.intake.log.PublishResult.NotWritten;
import io.fairline.intake.log.PublishResult.OutcomeUnknown;
import io.fairline.intake.log.PublishResult.Written;
import io.fairline.intake.wire.CommandToAvro;
import io.fairline.schemas.AvroSerdes;
import io.fairline.schemas.DealPartitions;
import io.fairline.schemas.WireFormat;
import io.fairline.schemas.WireFormat.NotTheWireFormat;
import io.fairline.schemas.commands.OrderCommand;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that talks to Kafka's producer, since that may block; it replaces a producer that has failed. */
final class CommandSender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CommandSender.class);
    private static final long IDLE_MILLIS = 500;
    private static final Duration PAUSE_BETWEEN_ATTEMPTS = Duration.ofMillis(500);
    private static final Duration SLACK = Duration.ofSeconds(1);

    /** Longer than a log that works takes to answer, even while its leader hands over in good order. */
    private static final Duration LITTLE_PATIENCE = Duration.ofMillis(200);

    private final LogSettings settings;
    private final AvroSerdes serdes;
    private final CommandProducers producers;
    private final ProcessEnd processEnd;
    private final String topic;
    private final BlockingQueue<PendingCommand> queue;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "command-sender");

    private WireFormat.@Nullable Writer<OrderCommand> writer;

    /** Made with the partition count that the first producer saw; later producers keep it. */
    private volatile @Nullable PartitionBreakers breakers;

    private volatile boolean ready;
    private volatile boolean producerIsDead;
    private volatile long failureLoggedNanos = System.nanoTime() - SLACK.toNanos();

    CommandSender(LogSettings settings, AvroSerdes serdes, CommandProducers producers, ProcessEnd processEnd) {
        this.settings = settings;
        this.serdes = serdes;
        this.producers = producers;
        this.processEnd = processEnd;
        this.topic = settings.topics().commands();
        this.queue = new ArrayBlockingQueue<>(settings.maxInFlight());
    }

    void start() {
        thread.start();
    }

    boolean isReady() {
        return ready;
    }

    /**
     * Whether the deal's partition owes acks and has given none for so long that new commands had better not join the
     * wait. Those of other partitions may: who waits for a dead leader must not take all the permits.
     *
     * @param crowded whether permits are scarce: then the limit is much shorter
     */
    boolean isStalled(int dealId, boolean crowded) {
        PartitionBreakers known = breakers;
        Duration patience = crowded ? LITTLE_PATIENCE : settings.queueTimeout();
        return known != null && known.isOpen(dealId, patience, System.nanoTime());
    }

    /** The caller holds one of as many permits as the queue has places, so there is always room. */
    void submit(PendingCommand pending) {
        queue.add(pending);
        if (!ready) {
            refuseQueued();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(settings.deliveryTimeout().plus(SLACK).plus(SLACK));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!isClosing()) {
                CommandTopic commands = connect();
                if (commands != null) {
                    serve(commands);
                }
            }
        } catch (Error e) {
            LOG.error("Commands are not sent any more", e);
            processEnd.because(Why.FAILURE, "commands cannot be sent: " + e);
        } finally {
            // However it ends: nobody is left waiting for a thread that is gone.
            ready = false;
            refuseQueued();
        }
    }

    /** Tries until log and registry have answered; null when it is closed before, or no try can do better. */
    private @Nullable CommandTopic connect() {
        Producer<byte[], byte[]> producer = null;
        for (int attempt = 0; !isClosing(); attempt++) {
            try {
                // It cannot even be made while no broker's name is known to DNS.
                producer = producer != null ? producer : producers.create();
                WireFormat.Writer<OrderCommand> learned = writer != null
                        ? writer
                        : CommandToAvro.wireFormat(serdes, topic).newWriter();
                writer = learned;
                DealPartitions found =
                        new DealPartitions(producer.partitionsFor(topic).size());
                PartitionBreakers counted = breakers != null ? breakers : new PartitionBreakers(found);
                breakers = counted;
                LOG.info(
                        "Publishing to {} ({} partitions)",
                        topic,
                        counted.partitions().partitionCount());
                return new CommandTopic(topic, counted, producer, learned);
            } catch (NotTheWireFormat e) {
                processEnd.because(Why.REFUSAL, String.valueOf(e.getMessage()));
                closing.countDown();
            } catch (RuntimeException e) {
                Retrying.logEveryTwentieth(LOG, attempt, "cannot publish to " + topic + " yet", e);
                Retrying.pause(closing, PAUSE_BETWEEN_ATTEMPTS);
            }
        }
        if (producer != null) {
            producer.close(Duration.ZERO);
        }
        return null;
    }

    private void serve(CommandTopic commands) {
        producerIsDead = false;
        ready = true;
        try {
            while (!producerIsDead && (!isClosing() || !queue.isEmpty())) {
                PendingCommand pending = queue.poll(IDLE_MILLIS, MILLISECONDS);
                if (pending == null) {
                    commands.keepWarm();
                } else {
                    send(commands, pending);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing.countDown();
        } catch (RuntimeException e) {
            // This thread is the only way into the log: whatever it was, a new producer is tried.
            LOG.error("The producer does not even keep in touch", e);
            producerIsDead = true;
        }
        if (producerIsDead) {
            ready = false;
            LOG.error("The producer failed for good: it is replaced");
            commands.close(Duration.ZERO);
            refuseQueued();
            // Whatever made an end of it may do so to the next one.
            Retrying.pause(closing, PAUSE_BETWEEN_ATTEMPTS);
        } else {
            commands.close(settings.deliveryTimeout());
        }
    }

    private void send(CommandTopic commands, PendingCommand pending) {
        if (System.nanoTime() - pending.acceptedNanos()
                > settings.queueTimeout().toNanos()) {
            pending.outcome().complete(NotWritten.LOG_UNAVAILABLE);
            return;
        }
        PartitionBreakers known = commands.breakers();
        known.sent(pending.command().dealId(), System.nanoTime());
        try {
            commands.send(
                    pending,
                    (metadata, failure) ->
                            conclude(known, pending, failure == null ? written(metadata) : failed(failure)));
        } catch (RuntimeException e) {
            // The producer is in no state to send, but may have taken the record before it noticed.
            LOG.error("The producer does not send", e);
            producerIsDead = true;
            conclude(known, pending, new OutcomeUnknown());
        } catch (Error e) {
            // It ends this thread; whoever asked still gets an answer.
            conclude(known, pending, new OutcomeUnknown());
            throw e;
        }
    }

    private static void conclude(PartitionBreakers breakers, PendingCommand pending, PublishResult outcome) {
        if (!pending.outcome().complete(outcome)) {
            return; // told already
        }
        int dealId = pending.command().dealId();
        if (outcome instanceof Written) {
            breakers.acked(dealId, System.nanoTime());
        } else {
            breakers.givenUp(dealId, System.nanoTime());
        }
    }

    private static PublishResult written(@Nullable RecordMetadata metadata) {
        // A retry that the broker recognised as one may come back without its offset: written, but we know not where.
        return metadata == null || !metadata.hasOffset()
                ? new OutcomeUnknown()
                : new Written(new Position(metadata.partition(), metadata.offset()));
    }

    private PublishResult failed(Exception failure) {
        if (SendFailure.endsTheProducer(failure)) {
            producerIsDead = true;
        }
        logOnceASecond(failure);
        // On this thread the callback runs only inside send().
        boolean insideSend = Thread.currentThread().equals(thread);
        return insideSend && SendFailure.cameBeforeTheBatch(failure)
                ? NotWritten.LOG_UNAVAILABLE
                : new OutcomeUnknown();
    }

    /** An outage fails thousands of commands alike: one line a second will do. */
    private void logOnceASecond(Exception failure) {
        long now = System.nanoTime();
        if (now - failureLoggedNanos > SLACK.toNanos()) {
            failureLoggedNanos = now;
            LOG.warn("The log did not acknowledge a command: {}", failure.toString());
        }
    }

    private void refuseQueued() {
        for (PendingCommand pending = queue.poll(); pending != null; pending = queue.poll()) {
            pending.outcome().complete(NotWritten.LOG_UNAVAILABLE);
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }
}
