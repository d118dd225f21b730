package io.fairline.intake.log;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fairline.intake.log.ProcessEnd.Why;
import io.fairline.intake.wire.DealFromAvro;
import io.fairline.schemas.AvroSerdes;
import io.fairline.schemas.TopicNames;
import io.fairline.schemas.deals.DealRecord;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Follows the compacted deals topic, all of it, from its beginning, in a thread of its own. It starts with the context, not
 * with the bean: ending the process closes the context, which works only once that is up.
 */
final class DealsFeed implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DealsFeed.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE_BETWEEN_ATTEMPTS = Duration.ofMillis(500);
    private static final Duration BROKER_ANSWER = Duration.ofSeconds(5);

    private final LogSettings settings;
    private final AvroSerdes serdes;
    private final KnownDeals deals;
    private final ProcessEnd processEnd;
    private final Counter undecodable;
    private final TopicNames topics;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "deals-feed");
    private int failures; // in a row

    DealsFeed(LogSettings settings, AvroSerdes serdes, KnownDeals deals, ProcessEnd processEnd, MeterRegistry meters) {
        this.settings = settings;
        this.serdes = serdes;
        this.deals = deals;
        this.processEnd = processEnd;
        this.topics = settings.topics();
        this.undecodable = Counter.builder("fairline.deals.undecodable")
                .description("Records of the deals topic that nobody could read and that were skipped")
                .register(meters);
        Gauge.builder("fairline.deals.known", deals, KnownDeals::count)
                .description("Deals read from the deals topic")
                .register(meters);
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public boolean isRunning() {
        return thread.isAlive();
    }

    @Override
    public void stop() {
        closing.countDown();
        try {
            thread.join(BROKER_ANSWER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            followUntilClosed();
        } catch (PartitionCountChanged e) {
            processEnd.because(Why.REFUSAL, String.valueOf(e.getMessage()));
        } catch (Error e) {
            // What is known of the deals would be true no longer, and nobody would notice.
            LOG.error("The deals are not followed any more", e);
            processEnd.because(Why.FAILURE, "the deals cannot be followed: " + e);
        }
    }

    private void followUntilClosed() {
        while (!isClosing()) {
            try (KafkaConsumer<byte[], byte[]> consumer = newConsumer();
                    DealDecoder decoder = new DealDecoder(serdes, topics.commands(), closing)) {
                follow(consumer, decoder);
            } catch (PartitionCountChanged e) {
                throw e;
            } catch (RuntimeException e) {
                Retrying.logEveryTwentieth(LOG, failures++, "cannot read " + topics.deals(), e);
                Retrying.pause(closing, PAUSE_BETWEEN_ATTEMPTS);
            }
        }
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer, DealDecoder decoder) {
        int partitions = partitionsOf(topics.commands(), consumer).size();
        List<PartitionInfo> found = partitionsOf(topics.deals(), consumer);
        if (found.size() != partitions) {
            throw new PartitionCountChanged(topics.deals(), partitions, found.size());
        }
        List<TopicPartition> all = found.stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(all);
        consumer.seekToBeginning(all);
        Map<TopicPartition, Long> ends = consumer.endOffsets(all);
        while (!isClosing()) {
            for (ConsumerRecord<byte[], byte[]> deal : consumer.poll(POLL)) {
                apply(deal, decoder, partitions);
            }
            failures = 0;
            if (!deals.isComplete() && hasReached(ends, consumer)) {
                deals.markComplete();
                LOG.info("Read {} to its end: {} deals", topics.deals(), deals.count());
            }
        }
    }

    private static List<PartitionInfo> partitionsOf(String topic, KafkaConsumer<?, ?> consumer) {
        List<PartitionInfo> found = consumer.partitionsFor(topic);
        if (found == null || found.isEmpty()) {
            throw new IllegalStateException("there is no topic %s: create it first".formatted(topic));
        }
        return found;
    }

    private void apply(ConsumerRecord<byte[], byte[]> deal, DealDecoder decoder, int partitions) {
        if (deal.value() == null) {
            forget(deal);
            return;
        }
        DealRecord decoded = decoder.decode(deal);
        if (decoded == null) {
            undecodable.increment();
            return;
        }
        int expected = DealFromAvro.partitionCount(decoded);
        if (expected != partitions) {
            throw new PartitionCountChanged(topics.commands(), expected, partitions);
        }
        deals.learn(DealFromAvro.terms(decoded));
    }

    private void forget(ConsumerRecord<byte[], byte[]> tombstone) {
        try {
            deals.forget(Integer.parseInt(new String(tombstone.key(), US_ASCII)));
        } catch (NumberFormatException e) {
            undecodable.increment();
        }
    }

    private static boolean hasReached(Map<TopicPartition, Long> ends, KafkaConsumer<?, ?> consumer) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private KafkaConsumer<byte[], byte[]> newConsumer() {
        Map<String, Object> config = settings.toReachTheBrokers();
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "order-intake-deals");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) BROKER_ANSWER.toMillis());
        config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) BROKER_ANSWER.toMillis());
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }
}
