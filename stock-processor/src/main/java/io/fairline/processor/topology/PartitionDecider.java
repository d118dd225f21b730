package io.fairline.processor.topology;

import io.fairline.processor.domain.Command;
import io.fairline.processor.domain.Deal;
import io.fairline.processor.domain.Event;
import io.fairline.processor.domain.Evolution;
import io.fairline.processor.domain.Repetition;
import io.fairline.processor.domain.Rules;
import io.fairline.processor.domain.State;
import io.fairline.processor.store.PartitionStores;
import io.fairline.processor.wire.Cause;
import io.fairline.processor.wire.CommandReader;
import io.fairline.processor.wire.DealToAvro;
import io.fairline.processor.wire.EventToAvro;
import io.fairline.processor.wire.Reading.Understood;
import io.fairline.processor.wire.Reading.Unreadable;
import io.fairline.processor.wire.WireFormats;
import io.fairline.schemas.DealPartitions;
import io.fairline.schemas.WireFormat;
import io.fairline.schemas.commands.Authority;
import io.fairline.schemas.commands.ExpireHolds;
import io.fairline.schemas.commands.OrderCommand;
import io.fairline.schemas.deals.DealRecord;
import io.fairline.schemas.events.OrderEvent;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Takes the commands of one partition in order and decides each once.
 *
 * <p>Whatever can fail (reading, deciding, encoding) comes before the first write, so that a failure leaves no half of
 * a decision behind.
 */
final class PartitionDecider implements AutoCloseable {

    private final ProcessorContext<byte[], Outgoing> context;
    private final TopologySettings settings;
    private final DecisionObserver observer;
    private final InstantSource clock;
    private final int partition;
    private final PartitionStores stores;
    private final CommandReader reader;
    private final WireFormat.Writer<OrderEvent> eventWriter;
    private final WireFormat.Writer<DealRecord> dealWriter;
    private final WireFormat.Writer<OrderCommand> tickWriter;
    private final HoldDeadlines deadlines;
    private final HoldAlarm alarm;
    private final CommitPace pace;

    PartitionDecider(
            ProcessorContext<byte[], Outgoing> context,
            TopologySettings settings,
            WireFormats wire,
            DecisionObserver observer,
            InstantSource clock,
            StreamThreadState shared) {
        this.context = context;
        this.settings = settings;
        this.observer = observer;
        this.clock = clock;
        this.pace = shared.pace();
        this.partition = context.taskId().partition();
        this.stores = new PartitionStores(context, settings.expiriesPerCommand());
        this.reader = new CommandReader(wire, shared.foreign(), new DealPartitions(settings.partitionCount()));
        this.eventWriter = wire.events().newWriter();
        this.dealWriter = wire.deals().newWriter();
        this.tickWriter = wire.commands().newWriter();
        this.deadlines = new HoldDeadlines(settings.tickRetry().toMillis());
        stores.forEachDeal(deal -> deadlines.note(deal.dealId(), deal.earliestDeadlineMillis()));
        this.alarm = new HoldAlarm(context, clock, settings.leastTickDelay(), this::sendTicks);
        alarm.setFor(deadlines.nextDueMillis());
    }

    void decide(Record<byte[], byte[]> record) {
        RecordMetadata position = context.recordMetadata().orElseThrow();
        Cause cause = new Cause(partition, position.offset(), record.timestamp());
        switch (reader.read(record, partition)) {
            case Understood(int dealId, Command command) -> decide(dealId, command, record.key(), cause);
            case Unreadable(String reason) -> {
                context.forward(DeadLetter.of(record, position, reason), StockTopology.DEAD_LETTERS);
                observer.deadLettered(cause, reason);
            }
        }
    }

    @Override
    public void close() {
        // Kafka Streams may go on with the same task after it lost its state, and another decider.
        alarm.cancel();
    }

    private void decide(int dealId, Command command, byte[] key, Cause cause) {
        Deal stored = stores.deal(dealId);
        State before = stores.load(stored, command, cause.appendedAtMillis());
        List<Event> events = Rules.decide(before, command, cause.appendedAtMillis());
        List<byte[]> encoded = new ArrayList<>(events.size());
        State after = before;
        for (Event event : events) {
            after = Evolution.evolve(after, event);
            encoded.add(eventWriter.write(EventToAvro.write(event, after.deal(), cause)));
        }
        byte[] snapshot = DealToAvro.showsAChange(stored, after.deal())
                ? dealWriter.write(DealToAvro.write(after.deal(), settings.partitionCount()))
                : null;

        stores.save(stored, before, after);
        for (byte[] event : encoded) {
            forward(key, event, cause.appendedAtMillis(), StockTopology.EVENTS);
        }
        if (snapshot != null) {
            forward(key, snapshot, cause.appendedAtMillis(), StockTopology.SNAPSHOTS);
        }
        reschedule(stored, after.deal(), events);
        // The context only says when the batch began: since then a command in it may have waited for the registry.
        long nowMillis = clock.millis();
        long waitedMillis = nowMillis - cause.appendedAtMillis();
        observe(before, command, events, waitedMillis);
        if (pace.isDueAfterDecision(partition, nowMillis, waitedMillis)) {
            context.commit();
        }
    }

    private void forward(byte[] key, byte @Nullable [] value, long timestampMillis, String sink) {
        context.forward(new Record<>(key, new Outgoing(value, partition), timestampMillis), sink);
    }

    private void reschedule(Deal before, Deal after, List<Event> events) {
        long deadlineMillis = after.earliestDeadlineMillis();
        // An expiry may leave others with the very same deadline, which are to be asked about at once.
        boolean expired = !events.isEmpty()
                && events.getFirst() instanceof Event.OrderCancelled cancelled
                && cancelled.reason() == Event.CancellationReason.HOLD_EXPIRED;
        if (expired || deadlineMillis != before.earliestDeadlineMillis()) {
            deadlines.note(after.dealId(), deadlineMillis);
            alarm.setFor(deadlines.nextDueMillis());
        }
    }

    private void observe(State before, Command command, List<Event> events, long waitedMillis) {
        observer.waited(waitedMillis);
        for (Event event : events) {
            observer.decided(event);
        }
        Repetition repetition = Rules.repetitionOf(before, command);
        if (repetition != Repetition.NONE) {
            observer.repeated(repetition);
        }
    }

    /** Puts the clock's question into the line; only the log's own time answers it. */
    private void sendTicks(long wallClockMillis) {
        for (int dealId : deadlines.takeDue(wallClockMillis, settings.ticksAtOnce())) {
            OrderCommand tick =
                    new OrderCommand(dealId, Rules.CLOCK, Authority.CLOCK, wallClockMillis, new ExpireHolds());
            forward(DealPartitions.keyOf(dealId), tickWriter.write(tick), wallClockMillis, StockTopology.TICKS);
        }
        alarm.setFor(deadlines.nextDueMillis());
    }
}
