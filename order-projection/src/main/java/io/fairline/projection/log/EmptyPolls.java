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
final class EmptyPolls implements ApplicationListener<ListenerContainerIdleEvent> {

    private static final int POLLS_BETWEEN_LOOKS = 10;

    private final EventListener listener;
    private final Assignment assignment;
    private final Recovery recovery;
    private final String topic;
    private int polls;

    EmptyPolls(EventListener listener, Assignment assignment, Recovery recovery, String topic) {
        this.listener = listener;
        this.assignment = assignment;
        this.recovery = recovery;
        this.topic = topic;
    }

    @Override
    public void onApplicationEvent(ListenerContainerIdleEvent event) {
        Consumer<?, ?> consumer = event.getConsumer();
        try {
            listener.onMessage(List.of(), consumer);
            if (++polls % POLLS_BETWEEN_LOOKS == 0) {
                assignment.againIfMoved(consumer, topic);
            }
            recovery.clearThreadState();
        } catch (RuntimeException e) {
            MessageListenerContainer container = event.getContainer(MessageListenerContainer.class);
            recovery.handleBatch(e, ConsumerRecords.empty(), consumer, container, () -> {});
        }
    }
}
