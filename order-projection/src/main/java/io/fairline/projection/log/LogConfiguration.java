package io.fairline.projection.log;

import io.fairline.projection.ProcessEnd;
import io.fairline.projection.store.CommitPublisher;
import io.fairline.projection.store.EventStore;
import io.fairline.projection.store.PartitionCount;
import io.fairline.projection.store.PartitionStates;
import io.fairline.projection.wire.EventDecoder;
import io.fairline.projection.wire.SerdesSettings;
import io.fairline.schemas.RegistryCalls;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.ContainerProperties.AssignmentCommitOption;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;

/** Puts the log's side together: one consuming thread, one batch a poll. */
@Configuration(proxyBeanMethods = false)
class LogConfiguration {

    private static final int FAILED = 1;
    private static final int FETCH_WAIT_MILLIS = 100;
    private static final int POLL_INTERVAL_MILLIS = 60_000;
    private static final int FETCH_BYTES = 8 << 20;
    private static final int PARTITION_FETCH_BYTES = 2 << 20;
    private static final Duration FIRST_REST = Duration.ofSeconds(1);
    private static final Duration POLL_TIMEOUT = Duration.ofMillis(500);
    private static final Duration AUTH_RETRY = Duration.ofSeconds(5);

    @Bean
    PartitionCount partitionCount(LogSettings settings) {
        return TopicsCheck.partitionCount(settings);
    }

    @Bean
    Stalls stalls() {
        return new Stalls();
    }

    @Bean
    HealthIndicator applyingHealthIndicator(Stalls stalls, KafkaMessageListenerContainer<?, ?> container) {
        return () -> stalls.any() || !container.isRunning()
                ? Health.down().withDetails(Map.copyOf(stalls.all())).build()
                : Health.up().build();
    }

    @Bean
    @ConditionalOnMissingBean
    ProcessEnd processEnd(ConfigurableApplicationContext context) {
        // In a thread of its own: whoever notices the end is one of those that the context waits for when it closes.
        return _ -> Thread.ofPlatform()
                .name("projection-end")
                .start(() -> System.exit(SpringApplication.exit(context, () -> FAILED)));
    }

    @Bean
    OwnedPartitions ownedPartitions() {
        return new OwnedPartitions();
    }

    @Bean
    LogMetrics logMetrics(MeterRegistry metrics, Stalls stalls) {
        return new LogMetrics(metrics, Clock.systemUTC(), stalls);
    }

    @Bean
    UndecidedCommands undecidedCommands(LogSettings settings, PartitionCount count, MeterRegistry metrics) {
        UndecidedCommands undecided = UndecidedCommands.of(settings, count.partitions());
        undecided.tell(metrics);
        return undecided;
    }

    @Bean
    ConsumerWatch consumerWatch(Stalls stalls, ProcessEnd processEnd) {
        return new ConsumerWatch(stalls, processEnd);
    }

    @Bean
    EventDecoder eventDecoder(SerdesSettings serdes) {
        return new EventDecoder(serdes.serdes(), RegistryCalls.ANSWER_WITHIN);
    }

    @Bean
    KafkaMessageListenerContainer<byte[], byte[]> eventListenerContainer(
            LogSettings settings,
            EventDecoder decoder,
            EventStore store,
            PartitionStates states,
            CommitPublisher publisher,
            Stalls stalls,
            OwnedPartitions owned,
            LogMetrics metrics,
            ConfigurableApplicationContext context) {
        String topic = settings.topics().events();
        KafkaMessageListenerContainer<byte[], byte[]> container = new KafkaMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<>(
                        consumer(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                new ContainerProperties(topic));
        // The container keeps a copy of what it was made with.
        ContainerProperties properties = container.getContainerProperties();
        StoppedPartitions stopped =
                new StoppedPartitions(stalls, container::pausePartition, container::resumePartition, FIRST_REST);
        Assignment assignment = new Assignment(owned, states, publisher, stalls, stopped, container::isRunning);
        ReadingWatch reading = new ReadingWatch(owned, stalls, metrics, topic);
        EventListener listener =
                new EventListener(owned, decoder, store, publisher, stalls, stopped, metrics, reading, topic);
        Recovery recovery = new Recovery(assignment, owned, publisher, stalls, reading, topic);
        context.addApplicationListener(new EmptyPolls(listener, assignment, recovery, topic));
        properties.setMessageListener(listener);
        properties.setConsumerRebalanceListener(assignment);
        properties.setGroupId(settings.group());
        properties.setClientId(settings.instanceId());
        properties.setAckMode(AckMode.MANUAL);
        properties.setAssignmentCommitOption(AssignmentCommitOption.NEVER);
        properties.setPollTimeout(POLL_TIMEOUT.toMillis());
        // What EmptyPolls hears.
        properties.setIdleEventInterval(POLL_TIMEOUT.toMillis());
        properties.setIdleBeforeDataMultiplier(1);
        // Credentials and rights are put right at the broker: whoever is refused asks again instead of giving up.
        properties.setAuthExceptionRetryInterval(AUTH_RETRY);
        container.setCommonErrorHandler(recovery);
        container.setBeanName("order-events");
        return container;
    }

    private static Map<String, Object> consumer(LogSettings settings) {
        Map<String, Object> consumer = settings.toReachTheBrokers();
        consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Where to read is always said by a seek: a position that is not there is an error, not a reason to jump.
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        consumer.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.maxPollRecords());
        consumer.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, POLL_INTERVAL_MILLIS);
        consumer.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        consumer.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
        consumer.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        consumer.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH_BYTES);
        consumer.put(
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                Math.toIntExact(settings.sessionTimeout().toMillis()));
        consumer.put(
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                Math.toIntExact(settings.sessionTimeout().toMillis() / 4));
        consumer.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        return consumer;
    }
}
