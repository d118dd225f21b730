package io.fairline.e2e;

import io.fairline.local.stack.LocalStack;
import io.fairline.local.stack.ServiceKind;
import io.fairline.local.stack.ServiceProcess;
import io.fairline.schemas.DealPartitions;
import io.fairline.schemas.TopicNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/** Which processor decides about a deal, as the brokers know it. */
final class Deciders {

    private static final TopicNames TOPICS = new TopicNames("");

    private Deciders() {}

    /** Waits until there is one. */
    static ServiceProcess of(LocalStack stack, int dealId) {
        Map<String, Object> brokers =
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, stack.kafka().bootstrapServers());
        try (Admin admin = Admin.create(brokers)) {
            TopicPartition partition = partitionOf(admin, dealId);
            String member = Awaitility.await("a processor has " + partition)
                    .atMost(Shop.PATIENCE)
                    .until(() -> memberThatHas(admin, partition), Optional::isPresent)
                    .orElseThrow();
            // Kafka Streams makes processor-1-1 of the first thread of processor-1.
            int number = Integer.parseInt(member.split("-", -1)[1]);
            return stack.services(ServiceKind.PROCESSOR).get(number - 1);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not say who decides", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static TopicPartition partitionOf(Admin admin, int dealId) throws ExecutionException, InterruptedException {
        int partitions = admin.describeTopics(List.of(TOPICS.commands()))
                .allTopicNames()
                .get()
                .values()
                .iterator()
                .next()
                .partitions()
                .size();
        return new TopicPartition(TOPICS.commands(), new DealPartitions(partitions).partitionOf(dealId));
    }

    private static Optional<String> memberThatHas(Admin admin, TopicPartition partition)
            throws ExecutionException, InterruptedException {
        return admin.describeConsumerGroups(List.of(TOPICS.processors())).all().get().values().stream()
                .flatMap(group -> group.members().stream())
                .filter(member -> member.assignment().topicPartitions().contains(partition))
                .map(MemberDescription::groupInstanceId)
                .flatMap(Optional::stream)
                .findAny();
    }
}
