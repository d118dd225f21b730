package io.fairline.processor.topology;

import io.fairline.local.LocalServers;
import io.fairline.processor.domain.Event;
import io.fairline.processor.domain.Repetition;
import io.fairline.schemas.AvroSerdes;
import io.fairline.schemas.OrderId;
import io.fairline.schemas.TopicNames;
import io.fairline.schemas.commands.Authority;
import io.fairline.schemas.commands.OpenDeal;
import io.fairline.schemas.commands.OrderCommand;
import io.fairline.schemas.commands.OrderLine;
import io.fairline.schemas.commands.PlaceOrder;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;

/**
 * How fast the real topology decides one deal's filled line, on a real broker.
 *
 * <p>A program, not a test: {@code -Dorders=2000000 -Dstock=2000000 -Drounds=3}. Fills the line once; every round is a
 * new application that decides all of it from the start.
 */
public final class FilledLineBenchmark {

    private static final int DEAL = 7;

    private FilledLineBenchmark() {}

    /** Runs it. */
    public static void main(String[] args) throws Exception {
        int orders = Integer.getInteger("orders", 1_000_000);
        int stock = Integer.getInteger("stock", orders);
        int rounds = Integer.getInteger("rounds", 3);
        LocalServers servers = LocalServers.shared();
        TopicNames topics = new TopicNames(servers.newTopicPrefix());
        String brokers = servers.kafka().bootstrapServers();
        Wire wire = Wire.learn(LocalSerdes.of(servers), topics);
        fill(brokers, topics, wire, orders, stock);
        for (int round = 1; round <= rounds; round++) {
            Round result = decideAll(brokers, topics, wire, orders, round);
            System.out.printf(
                    "round %d: %,d decisions in %.2f s = %,.0f/s; stream thread %.2f us CPU each; load average %.1f%n",
                    round,
                    orders,
                    result.nanos() / 1e9,
                    orders * 1e9 / result.nanos(),
                    result.cpuNanos() / 1e3 / orders,
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        }
        System.exit(0);
    }

    private static void fill(String brokers, TopicNames topics, Wire wire, int orders, int stock) {
        long started = System.nanoTime();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", brokers, "linger.ms", 20, "batch.size", 1 << 18, "buffer.memory", 1 << 24);
        byte[] key = DealKey.ofRecord(DEAL);
        SplittableRandom random = new SplittableRandom(1);
        WireFormat.Writer<OrderCommand> writer = wire.commands().newWriter();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            Object open = new OpenDeal("Espresso machine", stock, 2, 3600, null);
            OrderCommand command = new OrderCommand(DEAL, "ops", Authority.SHOP, 0L, open);
            var _ = producer.send(new ProducerRecord<>(topics.commands(), key, writer.write(command)));
            for (int i = 0; i < orders; i++) {
                OrderId orderId = OrderId.random(DEAL, random);
                Object place = new PlaceOrder(orderId.toString(), List.of(new OrderLine(DEAL, 1)), random.nextLong());
                command = new OrderCommand(
                        DEAL, "shopper-" + i % 50_000, Authority.SHOPPER, System.currentTimeMillis(), place);
                var _ = producer.send(new ProducerRecord<>(topics.commands(), key, writer.write(command)));
            }
        }
        System.out.printf("filled one line with %,d orders in %.1f s%n", orders, (System.nanoTime() - started) / 1e9);
    }

    private static Round decideAll(String brokers, TopicNames topics, Wire wire, int orders, int round)
            throws Exception {
        Path state = Files.createTempDirectory("fairline-bench");
        StreamsSettings settings = new StreamsSettings(
                topics.prefix() + "bench-" + round,
                brokers,
                "bench-" + round,
                state.toString(),
                1,
                Duration.ofMillis(25),
                8 << 20,
                Map.of());
        Meter meter = new Meter(orders);
        RegistryPatience patience = new RegistryPatience(Duration.ofSeconds(10), Duration.ofSeconds(1), () -> false);
        try (RocksMemory memory = new RocksMemory(64 << 20, 32 << 20)) {
            try (KafkaStreams streams = new KafkaStreams(
                    StockTopology.build(TopologySettings.of(topics, 12, Duration.ofMillis(25), patience), wire, meter),
                    settings.properties(memory))) {
                streams.start();
                if (!meter.done.await(10, TimeUnit.MINUTES)) {
                    throw new IllegalStateException("not done in ten minutes: " + streams.state());
                }
            }
        }
        deleteAll(state);
        return new Round(meter.lastNanos - meter.firstNanos, meter.cpuNanos);
    }

    private static void deleteAll(Path folder) throws Exception {
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private record Round(long nanos, long cpuNanos) {}

    /** Times from the first decision to the last; told by the only stream thread. */
    private static final class Meter implements DecisionObserver {

        private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        private final CountDownLatch done = new CountDownLatch(1);
        private final int expected;
        private int seen;
        private long cpuAtFirst;
        private volatile long firstNanos;
        private volatile long lastNanos;
        private volatile long cpuNanos;

        Meter(int expected) {
            this.expected = expected;
        }

        @Override
        public void decided(Event event) {
            if (event instanceof Event.DealOpened) {
                cpuAtFirst = threads.getCurrentThreadCpuTime();
                firstNanos = System.nanoTime();
            } else if (++seen == expected) {
                lastNanos = System.nanoTime();
                cpuNanos = threads.getCurrentThreadCpuTime() - cpuAtFirst;
                done.countDown();
            }
        }

        @Override
        public void repeated(Repetition repetition) {}

        @Override
        public void deadLettered(String reason) {
            throw new IllegalStateException(reason);
        }

        @Override
        public void waited(long millis) {}
    }

    /** The serdes of the local registry. */
    static final class LocalSerdes {

        private LocalSerdes() {}

        static AvroSerdes of(LocalServers servers) {
            return new AvroSerdes(
                    "io.apicurio.registry.serde.avro.AvroKafkaSerializer",
                    "io.apicurio.registry.serde.avro.AvroKafkaDeserializer",
                    Map.of(
                            "apicurio.registry.url",
                            servers.registry().url() + "/apis/registry/v3",
                            "apicurio.registry.use-specific-avro-reader",
                            "true",
                            "apicurio.registry.dereference-schema",
                            "true",
                            "apicurio.registry.auto-register",
                            "false",
                            "apicurio.registry.http.adapter",
                            "JDK"));
        }
    }
}
