package io.fairline.perf.bench;

import io.fairline.schemas.OrderId;
import java.util.Optional;
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

/** What an order's id costs: the HMAC at the intake, reading it wherever it is routed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class OrderIdBenchmark {

    private final byte[] secret = new byte[32];
    private final SplittableRandom random = new SplittableRandom(1);
    private final String text = OrderId.random(7, random).toString();
    private long number;

    @Benchmark
    public OrderId keyed() {
        number++;
        return OrderId.keyed(7, secret, "shopper-000001", Long.toString(number));
    }

    @Benchmark
    public OrderId random() {
        return OrderId.random(7, random);
    }

    @Benchmark
    public Optional<OrderId> parse() {
        return OrderId.parse(text);
    }
}
