package io.fairline.projection.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairline.local.LocalServers;
import io.fairline.schemas.TopicNames;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the brokers say of a real log and of a real group, that of processors of which none may live. */
final class UndecidedCommandsTest {

    private static final LocalServers SERVERS = LocalServers.shared();
    private static final int PARTITIONS = 12;
    private static final int HOT = 3;
    private static final int QUIET = 4;
    private static final Duration SOON = Duration.ofSeconds(60);

    private final TopicNames topics = new TopicNames(SERVERS.newTopicPrefix());
    private final Map<String, Object> brokers =
            Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, SERVERS.kafka().bootstrapServers());
    private final Admin admin = Admin.create(brokers);
    private final AtomicLong nanos = new AtomicLong();
    private final UndecidedCommands undecided = new UndecidedCommands(admin, topics, PARTITIONS, nanos::get);

    @AfterEach
    void close() {
        undecided.close();
    }

    @Test
    void allThatIsInTheLogIsUndecidedWhileNoProcessorHasEverLived() throws Exception {
        append(7);

        undecided.look();

        assertThat(undecided.in(HOT)).isEqualTo(7);
        assertThat(undecided.in(QUIET)).isZero();
    }

    @Test
    void whatTheProcessorsHaveCommittedIsDecided() throws Exception {
        append(7);
        commit(5);
        undecided.look();
        assertThat(undecided.in(HOT)).isEqualTo(2);

        commit(7);
        undecided.look();
        assertThat(undecided.in(HOT)).isZero();
    }

    @Test
    void whatIsNoLongerKeptIsNotCounted() throws Exception {
        append(7);
        admin.deleteRecords(Map.of(place(), RecordsToDelete.beforeOffset(4)))
                .all()
                .get();

        undecided.look();

        assertThat(undecided.in(HOT)).isEqualTo(3);
    }

    @Test
    void everyPartitionIsTold() throws Exception {
        append(2);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();

        undecided.tell(meters);

        await().atMost(SOON).untilAsserted(() -> assertThat(told(meters, HOT)).isEqualTo(2));
        assertThat(meters.find("fairline.commands.undecided").gauges()).hasSize(PARTITIONS);
        assertThat(told(meters, QUIET)).isZero();
    }

    @Test
    void nothingIsToldBeforeTheBrokersHaveAnsweredAndOnceWhatTheySaidIsOld() throws Exception {
        append(1);
        assertThat(undecided.in(HOT)).isNaN();
        undecided.look();
        nanos.addAndGet(UndecidedCommands.GOOD_FOR.toNanos());
        assertThat(undecided.in(HOT)).isEqualTo(1);

        nanos.incrementAndGet();
        assertThat(undecided.in(HOT)).isNaN();
    }

    @Test
    void brokersThatCannotBeReachedEndNothing() {
        Admin nowhere = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                "127.0.0.1:1",
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                500,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                500));
        try (UndecidedCommands cutOff = new UndecidedCommands(nowhere, topics, PARTITIONS, nanos::get)) {
            cutOff.look();
            cutOff.look();
            assertThat(cutOff.in(HOT)).isNaN();
        }
    }

    private static double told(SimpleMeterRegistry meters, int partition) {
        Gauge gauge = meters.get("fairline.commands.undecided")
                .tag("partition", Integer.toString(partition))
                .gauge();
        return gauge.value();
    }

    private TopicPartition place() {
        return new TopicPartition(topics.commands(), HOT);
    }

    private void append(int commands) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(brokers, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int command = 0; command < commands; command++) {
                sent.add(producer.send(new ProducerRecord<>(topics.commands(), HOT, new byte[0], new byte[1])));
            }
            for (Future<RecordMetadata> written : sent) {
                written.get();
            }
        }
    }

    private void commit(long next) throws Exception {
        admin.alterConsumerGroupOffsets(topics.processors(), Map.of(place(), new OffsetAndMetadata(next)))
                .all()
                .get();
    }
}
