package io.fairline.intake.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairline.intake.admission.Command.CloseDeal;
import io.fairline.intake.admission.Requester;
import io.fairline.intake.log.Publication.NotWritten;
import io.fairline.intake.log.Publication.OutcomeUnknown;
import io.fairline.intake.log.Publication.Written;
import io.fairline.schemas.AvroSerdes;
import io.fairline.schemas.DealPartitions;
import io.fairline.schemas.commands.OrderCommand;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of a command is what the producer lets us know of it, whatever the producer does. */
class CommandLogTest {

    private static final Requester SHOP = new Requester("shop", Requester.Authority.SHOP);
    private static final DealPartitions PARTITIONS = new DealPartitions(ScriptedProducer.PARTITIONS);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int LAMP = 1;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ScriptedProducer producer = new ScriptedProducer();
    private final CommandLog log = start();

    @BeforeEach
    void awaitReady() {
        await().atMost(SOON).until(log::isReady);
    }

    @AfterEach
    void end() {
        log.close();
    }

    @Test
    void partitionThatGivesNoAcksTurnsItsOwnCommandsAwayAndNoOthers() {
        int dead = PARTITIONS.partitionOf(LAMP);
        producer.follow((partition, callback) -> {
            if (partition.partition() != dead) {
                ScriptedProducer.ACKNOWLEDGE.send(partition, callback);
            }
        });
        int elsewhere = Stream.iterate(LAMP, deal -> deal + 1)
                .filter(deal -> PARTITIONS.partitionOf(deal) != dead)
                .findFirst()
                .orElseThrow();

        await().atMost(SOON).until(() -> {
            publish(elsewhere).join();
            CompletableFuture<Publication> stalled = publish(LAMP);
            return stalled.isDone() && stalled.join() == NotWritten.LOG_UNAVAILABLE;
        });

        await().atMost(SOON).until(() -> publish(elsewhere).join() instanceof Written);
    }

    @ParameterizedTest
    @MethodSource
    void commandThatSendRefusesBeforeItIsInABatchIsNotWritten(Exception failure) {
        producer.follow((_, callback) -> callback.onCompletion(null, failure));

        assertThat(publish(LAMP).join()).isEqualTo(NotWritten.LOG_UNAVAILABLE);
    }

    static Stream<Exception> commandThatSendRefusesBeforeItIsInABatchIsNotWritten() {
        return Stream.of(
                new TimeoutException("no metadata, or no buffer"),
                new RecordTooLargeException(),
                new TopicAuthorizationException("order-commands"),
                new AuthenticationException("bad credentials"));
    }

    @ParameterizedTest
    @MethodSource
    void commandIsOfUnknownOutcomeWhenSendFindsTheProducerInABadState(Exception failure) {
        producer.follow((_, callback) -> callback.onCompletion(null, failure));

        assertThat(publish(LAMP).join()).isEqualTo(new OutcomeUnknown());
    }

    static Stream<Exception> commandIsOfUnknownOutcomeWhenSendFindsTheProducerInABadState() {
        return Stream.of(new ProducerFencedException("fenced"), new InvalidProducerEpochException("old"));
    }

    @ParameterizedTest
    @MethodSource
    void commandIsOfUnknownOutcomeWhateverFailsOnceItIsInABatch(Exception failure) {
        producer.follow((_, callback) -> onAnotherThread(callback, failure));

        assertThat(publish(LAMP).join()).isEqualTo(new OutcomeUnknown());
    }

    /** A retry may end with any of them after an attempt whose ack was lost. */
    static Stream<Exception> commandIsOfUnknownOutcomeWhateverFailsOnceItIsInABatch() {
        return commandThatSendRefusesBeforeItIsInABatchIsNotWritten();
    }

    @Test
    void commandIsOfUnknownOutcomeWhenSendThrows() {
        producer.follow((_, _) -> {
            throw new KafkaException("in an error state");
        });

        assertThat(publish(LAMP).join()).isEqualTo(new OutcomeUnknown());
    }

    @Test
    void producerThatFailsAndDoesNotEvenCloseIsReplaced() {
        producer.whenClosed(() -> {
            throw new KafkaException("does not close");
        });
        producer.follow((_, _) -> {
            producer.follow(ScriptedProducer.ACKNOWLEDGE);
            throw new KafkaException("in an error state");
        });
        publish(LAMP).join();

        await().atMost(SOON).until(() -> publish(LAMP).join() instanceof Written);
    }

    @Test
    void noCommandIsTakenOnceTheSendingThreadIsGone() {
        producer.whenAskedForPartitions(() -> {
            throw new LinkageError("a library is missing");
        });

        await().dontCatchUncaughtExceptions().atMost(SOON).until(() -> !log.isReady());

        assertThat(publish(LAMP)).isCompletedWithValue(NotWritten.LOG_UNAVAILABLE);
    }

    @Test
    void commandCountsAsAcceptedThoughNobodyWaitsForIt() {
        CompletableFuture<Callback> sent = new CompletableFuture<>();
        producer.follow((partition, callback) ->
                sent.complete((_, _) -> callback.onCompletion(ScriptedProducer.ack(partition), null)));
        CompletableFuture<Publication> settled = publish(LAMP);
        settled.cancel(true);

        sent.join().onCompletion(null, null);

        assertThat(meters.get("fairline.accepted").counter().count()).isOne();
        assertThat(meters.get("fairline.in.flight").gauge().value()).isZero();
    }

    private CompletableFuture<Publication> publish(int dealId) {
        return log.publish(SHOP, new CloseDeal(dealId));
    }

    private static void onAnotherThread(Callback callback, Exception failure) {
        Thread.ofVirtual().start(() -> callback.onCompletion(null, failure));
    }

    private CommandLog start() {
        Duration second = Duration.ofSeconds(1);
        LogSettings settings = new LogSettings("nowhere:1", Map.of(), "", 1_000, second, second, second, second);
        AvroSerdes serdes = new AvroSerdes(PlainSerializer.class.getName(), "none", Map.of());
        return new CommandLog(settings, new CommandSender(settings, serdes, () -> producer), meters);
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
