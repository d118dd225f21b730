package io.fairline.perf.bench;

import io.fairline.schemas.OrderId;
import io.fairline.schemas.commands.Authority;
import io.fairline.schemas.commands.OrderCommand;
import io.fairline.schemas.commands.PlaceOrder;
import io.fairline.schemas.events.OrderEvent;
import io.fairline.schemas.events.OrderLine;
import io.fairline.schemas.events.OrderReserved;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Envelopes to Avro's bytes and back, as the services do for every record; without the registry's five bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class WireBenchmark {

    private static final int DEAL_ID = 7;
    private static final String ORDER =
            OrderId.random(DEAL_ID, new SplittableRandom(1)).toString();

    private final AvroBytes<OrderCommand> commands = new AvroBytes<>(OrderCommand.class, OrderCommand.getClassSchema());
    private final AvroBytes<OrderEvent> events = new AvroBytes<>(OrderEvent.class, OrderEvent.getClassSchema());
    private final OrderCommand command = new OrderCommand(
            DEAL_ID,
            "shopper-000001",
            Authority.SHOPPER,
            1_700_000_000_000L,
            new PlaceOrder(ORDER, List.of(new io.fairline.schemas.commands.OrderLine(DEAL_ID, 1)), 42L));
    private final OrderEvent event = new OrderEvent(
            DEAL_ID,
            1_000L,
            3,
            123_456L,
            1_700_000_000_000L,
            500,
            400,
            100,
            new OrderReserved(ORDER, "shopper-000001", List.of(new OrderLine(DEAL_ID, 1)), 999L, 1_700_003_600_000L));
    private final byte[] commandBytes;
    private final byte[] eventBytes;

    public WireBenchmark() {
        try {
            commandBytes = commands.write(command);
            eventBytes = events.write(event);
        } catch (IOException e) {
            throw new IllegalStateException("a record that Avro cannot write", e);
        }
    }

    @Benchmark
    public byte[] encodeCommand() throws IOException {
        return commands.write(command);
    }

    @Benchmark
    public OrderCommand decodeCommand() throws IOException {
        return commands.read(commandBytes);
    }

    @Benchmark
    public byte[] encodeEvent() throws IOException {
        return events.write(event);
    }

    @Benchmark
    public OrderEvent decodeEvent() throws IOException {
        return events.read(eventBytes);
    }
}
