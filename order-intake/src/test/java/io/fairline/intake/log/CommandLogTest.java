package io.fairline.intake.log;

import static io.fairline.intake.log.ScriptedLog.LAMP;
import static io.fairline.intake.log.ScriptedLog.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairline.intake.log.PublishResult.NotWritten;
import io.fairline.intake.log.PublishResult.OutcomeUnknown;
import io.fairline.intake.log.PublishResult.Written;
import io.fairline.schemas.AvroSerdes;
import io.fairline.schemas.commands.OrderCommand;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of a command is what the producer lets us know of it, whatever the producer does. */
class CommandLogTest {

    private final ScriptedLog log = new ScriptedLog(1_000, Duration.ofMinutes(10));
    private final ScriptedProducer producer = log.producer();

    @AfterEach
    void end() {
        log.close();
    }

    @ParameterizedTest
    @MethodSource
    void commandThatSendRefusesBeforeItIsInABatchIsNotWritten(Exception failure) {
        producer.follow((_, callback) -> callback.onCompletion(null, failure));

        assertThat(log.publish(LAMP).join()).isEqualTo(NotWritten.LOG_UNAVAILABLE);
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

        assertThat(log.publish(LAMP).join()).isEqualTo(new OutcomeUnknown());
    }

    static Stream<Exception> commandIsOfUnknownOutcomeWhenSendFindsTheProducerInABadState() {
        return Stream.of(new ProducerFencedException("fenced"), new InvalidProducerEpochException("old"));
    }

    @ParameterizedTest
    @MethodSource
    void commandIsOfUnknownOutcomeWhateverFailsOnceItIsInABatch(Exception failure) {
        producer.follow((_, callback) -> onAnotherThread(callback, failure));

        assertThat(log.publish(LAMP).join()).isEqualTo(new OutcomeUnknown());
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

        assertThat(log.publish(LAMP).join()).isEqualTo(new OutcomeUnknown());
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
        log.publish(LAMP).join();

        await().atMost(SOON).until(() -> log.publish(LAMP).join() instanceof Written);
        assertThat(log.producersMade()).isEqualTo(2);
    }

    @Test
    void producerThatMayNotWriteTheTopicIsKept() {
        producer.follow((_, callback) -> onAnotherThread(callback, new TopicAuthorizationException("order-commands")));
        log.publish(LAMP).join();
        producer.follow(ScriptedProducer.ACKNOWLEDGE);

        // Between these two the sending thread looks whether its producer is of use.
        await().atMost(SOON).until(() -> log.publish(LAMP).join() instanceof Written);
        await().atMost(SOON).until(() -> log.publish(LAMP).join() instanceof Written);
        assertThat(log.producersMade()).isOne();
    }

    @Test
    void noCommandIsTakenOnceTheSendingThreadIsGoneAndTheProcessEnds() {
        producer.whenAskedForPartitions(() -> {
            throw new LinkageError("a library is missing");
        });

        await().atMost(SOON).until(() -> !log.isReady());

        assertThat(log.publish(LAMP)).isCompletedWithValue(NotWritten.LOG_UNAVAILABLE);
        assertThat(log.ends()).singleElement().asString().contains("a library is missing");
    }

    @Test
    void processEndsWhereItsSerializerWritesWhatNobodyReads() {
        List<String> ends = new CopyOnWriteArrayList<>();
        AvroSerdes serdes = new AvroSerdes(AsText.class.getName(), "none", Map.of());
        try (CommandSender sender = new CommandSender(
                ScriptedLog.settings(1, SOON),
                serdes,
                ScriptedProducer::new,
                (why, reason) -> ends.add(why.verb() + ": " + reason))) {
            sender.start();

            await().atMost(SOON).until(() -> !ends.isEmpty());
            assertThat(ends).singleElement().asString().startsWith("refuses to run: " + AsText.class.getName());
            assertThat(sender.isReady()).isFalse();
        }
    }

    /** Writes text, as a JSON serializer does. */
    public static final class AsText implements Serializer<OrderCommand> {

        @Override
        public byte[] serialize(String topic, OrderCommand command) {
            return command.toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    @Test
    void commandThatEndsTheSendingThreadIsOfUnknownOutcome() {
        producer.follow((_, _) -> {
            throw new LinkageError("a library is missing");
        });

        assertThat(log.publish(LAMP)).succeedsWithin(SOON).isEqualTo(new OutcomeUnknown());

        await().atMost(SOON).until(() -> !log.isReady());
        assertThat(log.ends()).singleElement().asString().contains("a library is missing");
        assertThat(log.inFlight()).isZero();
    }

    @Test
    void commandCountsAsAcceptedThoughNobodyWaitsForIt() {
        CompletableFuture<Callback> sent = new CompletableFuture<>();
        producer.follow((partition, callback) ->
                sent.complete((_, _) -> callback.onCompletion(ScriptedProducer.ack(partition), null)));
        CompletableFuture<PublishResult> settled = log.publish(LAMP);
        settled.cancel(true);

        sent.join().onCompletion(null, null);

        assertThat(log.accepted()).isOne();
        assertThat(log.inFlight()).isZero();
    }

    private static void onAnotherThread(Callback callback, Exception failure) {
        Thread.ofVirtual().start(() -> callback.onCompletion(null, failure));
    }
}
