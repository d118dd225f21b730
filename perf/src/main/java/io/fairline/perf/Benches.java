package io.fairline.perf;

import io.fairline.local.stack.ServiceKind;
import io.fairline.local.stack.ServiceProcess;
import io.fairline.local.stack.StackSettings;
import io.fairline.perf.bench.LineBench;
import io.fairline.perf.bench.ReadModelBench;
import io.fairline.perf.load.ProcessMeter;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** {@code make bench-processor} and {@code bench-projection}: one real service against a topic that is full already. */
record Benches(Options options, PrintStream out) {

    private static final int FIRST_DEAL = 7;

    /** From the first decision to the last of ORDERS (2 million) commands on one partition: by a processor that starts, then warm. */
    boolean processor() {
        int orders = options.number("ORDERS", 2_000_000);
        int deals = options.number("DEALS", 1);
        long seed = options.number("SEED", 1L);
        try (MeasuredStack stack = MeasuredStack.start(StackSettings.oneOfEach().withInstances(0, 0, 0), out)) {
            out.printf("filling order-commands with %,d orders of %d deal(s), seed %d, twice%n", orders, deals, seed);
            LineBench first = new LineBench(stack.target(), orders, FIRST_DEAL, deals, seed);
            ProcessMeter cold = metered(stack);
            CompletableFuture<ServiceProcess> processor = starting(stack, ServiceKind.PROCESSOR);
            print("from its start", orders, first.awaitAll(() -> sample(cold, processor)), cold);
            processor.join();
            LineBench second = new LineBench(stack.target(), orders, FIRST_DEAL + deals, deals, seed);
            ProcessMeter warm = metered(stack);
            print("once it is warm", orders, second.awaitAll(warm::sample), warm);
            return true;
        }
    }

    /** Until the events of ORDERS (500,000) orders are rows, on all partitions. */
    boolean projection() {
        int orders = options.number("ORDERS", 500_000);
        int deals = options.number("DEALS", 100);
        long seed = options.number("SEED", 1L);
        try (MeasuredStack stack = MeasuredStack.start(StackSettings.oneOfEach().withInstances(0, 0, 0), out)) {
            out.printf("filling order-events with %,d orders of %d deal(s), seed %d%n", orders, deals, seed);
            LineBench line = new LineBench(stack.target(), orders, FIRST_DEAL, deals, seed);
            ServiceProcess processor = stack.own().add(ServiceKind.PROCESSOR);
            line.awaitAll(() -> {});
            processor.stop();
            ProcessMeter meter = new ProcessMeter(stack.target().processes());
            meter.start();
            CompletableFuture<ServiceProcess> projection = starting(stack, ServiceKind.PROJECTION);
            ReadModelBench.Result result = new ReadModelBench(stack.own().projectionDatabase())
                    .awaitAll((long) orders + deals, () -> sample(meter, projection));
            projection.join();
            out.printf("%,d events in %.1f s: %,.0f a second%n", orders, result.seconds(), result.perSecond());
            print(meter.usage(), orders);
            return true;
        }
    }

    /** Starts on a thread of its own: the work begins before the service says that it is ready, and shall be seen. */
    private static CompletableFuture<ServiceProcess> starting(MeasuredStack stack, ServiceKind kind) {
        return CompletableFuture.supplyAsync(() -> stack.own().add(kind));
    }

    private static void sample(ProcessMeter meter, CompletableFuture<ServiceProcess> service) {
        if (service.isCompletedExceptionally()) {
            service.join(); // throws what it failed of
        }
        meter.sample();
    }

    private static ProcessMeter metered(MeasuredStack stack) {
        ProcessMeter meter = new ProcessMeter(stack.target().processes());
        meter.start();
        return meter;
    }

    private void print(String when, int orders, LineBench.Result result, ProcessMeter meter) {
        out.printf("%,d decisions %s in %.1f s: %,.0f a second%n", orders, when, result.seconds(), result.perSecond());
        print(meter.usage(), orders);
    }

    private void print(Map<String, ProcessMeter.Usage> usage, int orders) {
        usage.forEach((name, one) -> out.printf(
                "  %-22s %6.1f µs CPU each, %,.0f MB%n", name, (double) one.cpuMicros() / orders, one.peakRssMb()));
    }
}
