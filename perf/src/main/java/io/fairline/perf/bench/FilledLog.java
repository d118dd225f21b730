package io.fairline.perf.bench;

import io.fairline.perf.load.Target;
import io.fairline.schemas.OrderId;
import io.fairline.schemas.RegistryCalls;
import io.fairline.schemas.commands.Authority;
import io.fairline.schemas.commands.OpenDeal;
import io.fairline.schemas.commands.OrderCommand;
import io.fairline.schemas.commands.OrderLine;
import io.fairline.schemas.commands.PlaceOrder;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Fills order-commands as the intakes would have, had nobody decided meanwhile: all of it can be read at once, or nothing. */
final class FilledLog {

    private static final int SHOPPERS = 10_000;
    private static final int HOLD_SECONDS = 86_400;
    private static final int FILLED_WITHIN_MILLIS = 600_000;

    private FilledLog() {}

    /** So many deals with stock for half of the orders, and then the orders, one deal after the other by turns. */
    static void fill(Target target, int orders, int firstDeal, int deals, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Serializer<OrderCommand> serializer = target.serdes().newSerializer();
        try (RegistryCalls registry = new RegistryCalls(RegistryCalls.ANSWER_WITHIN)) {
            OrderCommand first = command(firstDeal, "shop", Authority.SHOP, open(1));
            registry.call(() -> serializer.serialize(target.topics().commands(), first)); // later ones ask no more
        }
        try (KafkaProducer<String, OrderCommand> producer =
                new KafkaProducer<>(settings(target), new StringSerializer(), serializer)) {
            producer.initTransactions();
            producer.beginTransaction();
            for (int deal = firstDeal; deal < firstDeal + deals; deal++) {
                int stock = Math.max(1, orders / deals / 2);
                send(producer, target, command(deal, "shop", Authority.SHOP, open(stock)));
            }
            for (int i = 0; i < orders; i++) {
                int deal = firstDeal + i % deals;
                String shopper = "shopper-" + i % SHOPPERS;
                send(producer, target, command(deal, shopper, Authority.SHOPPER, order(deal, random)));
            }
            producer.commitTransaction();
        }
    }

    private static void send(KafkaProducer<String, OrderCommand> producer, Target target, OrderCommand command) {
        // Whatever fails here fails the commit.
        var _ = producer.send(
                new ProducerRecord<>(target.topics().commands(), String.valueOf(command.getDealId()), command));
    }

    private static OrderCommand command(int deal, String actor, Authority authority, Object payload) {
        return new OrderCommand(deal, actor, authority, System.currentTimeMillis(), payload);
    }

    private static OpenDeal open(int stock) {
        return new OpenDeal("Bench", stock, 10, HOLD_SECONDS, null);
    }

    private static PlaceOrder order(int deal, SplittableRandom random) {
        String id = OrderId.random(deal, random).toString();
        return new PlaceOrder(id, List.of(new OrderLine(deal, 1)), random.nextLong());
    }

    private static Map<String, Object> settings(Target target) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                target.bootstrapServers(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "filled-log",
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                FILLED_WITHIN_MILLIS,
                ProducerConfig.LINGER_MS_CONFIG,
                20,
                ProducerConfig.BATCH_SIZE_CONFIG,
                256 * 1024,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                64L * 1024 * 1024);
    }
}
