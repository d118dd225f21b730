package io.fairline.projection.log;

import io.fairline.projection.ProcessEnd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.kafka.event.ConsumerRetryAuthEvent;
import org.springframework.kafka.event.ConsumerRetryAuthSuccessfulEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.event.KafkaEvent;

/**
 * Notices what the container tells and the listener cannot see: that Kafka refuses this instance, and that the consuming
 * thread has ended though nobody asked it to, after which nothing would be applied ever again.
 */
record ConsumerWatch(Stalls stalls, ProcessEnd processEnd) implements ApplicationListener<KafkaEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerWatch.class);
    private static final String RIGHTS = "rights";

    @Override
    public void onApplicationEvent(KafkaEvent event) {
        if (event instanceof ConsumerStoppedEvent stopped) {
            ended(stopped.getReason());
        } else if (event instanceof ConsumerRetryAuthEvent refused) {
            stalls.begin(RIGHTS, "Kafka refuses this instance's credentials or rights: " + refused.getReason());
        } else if (event instanceof ConsumerRetryAuthSuccessfulEvent && stalls.end(RIGHTS)) {
            LOG.info("Kafka refuses this instance no longer");
        }
    }

    private void ended(ConsumerStoppedEvent.Reason reason) {
        switch (reason) {
            case NORMAL -> {}
            case ABNORMAL, FENCED, AUTH, NO_OFFSET, ERROR -> {
                String why = "the consumer has given up (%s); the reason is logged above".formatted(reason);
                LOG.error("order-projection ends: {}", why);
                processEnd.because(why);
            }
        }
    }
}
