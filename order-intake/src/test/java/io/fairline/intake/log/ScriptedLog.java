package io.fairline.intake.log;

import static org.awaitility.Awaitility.await;

import io.fairline.intake.admission.Command.CloseDeal;
import io.fairline.intake.admission.Requester;
import io.fairline.schemas.AvroSerdes;
import io.fairline.schemas.DealPartitions;
import io.fairline.schemas.commands.OrderCommand;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.common.serialization.Serializer;

/** A command log whose producer does what the test says, and two deals of different partitions. */
final class ScriptedLog implements AutoCloseable {

    static final Duration SOON = Duration.ofSeconds(30);
    static final DealPartitions PARTITIONS = new DealPartitions(ScriptedProducer.PARTITIONS);
    static final int LAMP = 1;
    static final int ELSEWHERE = Stream.iterate(LAMP + 1, deal -> deal + 1)
            .filter(deal -> PARTITIONS.partitionOf(deal) != PARTITIONS.partitionOf(LAMP))
            .findFirst()
            .orElseThrow();

    private static final Requester SHOP = new Requester("shop", Requester.Authority.SHOP);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ScriptedProducer producer = new ScriptedProducer();
    private final AtomicInteger producersMade = new AtomicInteger();
    private final List<String> ends = new CopyOnWriteArrayList<>();
    private final CommandSender sender;
    private final CommandLog log;

    /** Takes commands when this returns. */
    ScriptedLog(int maxInFlight, Duration queueTimeout) {
        LogSettings settings = settings(maxInFlight, queueTimeout);
        AvroSerdes serdes = new AvroSerdes(PlainSerializer.class.getName(), "none", Map.of());
        sender = new CommandSender(settings, serdes, this::anotherProducer, (_, reason) -> ends.add(reason));
        log = new CommandLog(settings, sender, meters);
        await().atMost(SOON).until(log::isReady);
    }

    static LogSettings settings(int maxInFlight, Duration queueTimeout) {
        Duration second = Duration.ofSeconds(1);
        return new LogSettings("nowhere:1", Map.of(), "", maxInFlight, second, second, second, queueTimeout);
    }

    private ScriptedProducer anotherProducer() {
        producersMade.incrementAndGet();
        return producer;
    }

    CompletableFuture<PublishResult> publish(int dealId) {
        return log.publish(SHOP, new CloseDeal(dealId));
    }

    boolean isReady() {
        return log.isReady();
    }

    ScriptedProducer producer() {
        return producer;
    }

    int producersMade() {
        return producersMade.get();
    }

    CommandSender sender() {
        return sender;
    }

    /** Why the process would have ended. */
    List<String> ends() {
        return ends;
    }

    double accepted() {
        return meters.get("fairline.accepted").counter().count();
    }

    double inFlight() {
        return meters.get("fairline.in.flight").gauge().value();
    }

    @Override
    public void close() {
        log.close();
    }

    /** Confluent's wire format under a schema id that no registry was asked for. */
    public static final class PlainSerializer implements Serializer<OrderCommand> {

        @Override
        public byte[] serialize(String topic, OrderCommand command) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(new byte[] {0, 0, 0, 0, 7});
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            try {
                new SpecificDatumWriter<>(OrderCommand.class).write(command, encoder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }
    }
}
