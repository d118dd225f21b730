package io.fairline.projection.log;

import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.springframework.context.ApplicationListener;
import org.springframework.kafka.event.ListenerContainerIdleEvent;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Sees to the polls that bring no event, of which the container does not tell the listener. On the consuming thread, which
 * publishes what is heard here.
 */
record EmptyPolls(EventListener listener, Recovery recovery)
        implements ApplicationListener<ListenerContainerIdleEvent> {

    @Override
    public void onApplicationEvent(ListenerContainerIdleEvent event) {
        Consumer<?, ?> consumer = event.getConsumer();
        try {
            listener.onMessage(List.of(), consumer);
        } catch (RuntimeException e) {
            MessageListenerContainer container = event.getContainer(MessageListenerContainer.class);
            recovery.handleBatch(e, ConsumerRecords.empty(), consumer, container, () -> {});
        }
    }
}
