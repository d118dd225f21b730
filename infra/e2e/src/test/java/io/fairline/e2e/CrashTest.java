package io.fairline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.e2e.Shop.Accepted;
import io.fairline.local.LocalServer;
import io.fairline.local.stack.LocalStack;
import io.fairline.local.stack.ServiceKind;
import io.fairline.local.stack.ServiceProcess;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Processes that die in the middle of a stream of orders: every accepted order is decided once, and in order. */
class CrashTest {

    private static final int LONG_HOLD = 86_400;
    private static final int MANY = 1_000_000;
    private static final int FEW = 100;
    private static final int MANY_DEALS = 16;
    private static final int MOST_DEALS = 200;

    private final LocalStack stack = Fairline.stack();
    private final Shop shop = Fairline.shop();

    @BeforeEach
    void everythingRuns() {
        Fairline.mend();
    }

    @Test
    void aProcessorKilledInTheMiddleLosesNothingAndLeavesItsPartitionsToTheOther() {
        streamWhile(orders -> {
            ServiceProcess victim = Deciders.of(stack, orders.deals().getFirst());
            int another = anotherDealOf(victim);
            victim.kill();
            awaitDecisionOnEach(List.of(another));
            orders.slowlyWhile(victim::start);
            orders.awaitMore(200);
        });
    }

    @Test
    void bothProcessorsKilledOneAfterTheOtherStillDecideInOrder() {
        streamWhile(orders -> {
            Fairline.processor(2).kill();
            orders.awaitMore(100);
            orders.slowlyWhile(Fairline.processor(2)::start);
            Fairline.processor(1).kill();
            orders.awaitMore(100);
            orders.slowlyWhile(Fairline.processor(1)::start);
        });
    }

    @Test
    void anIntakeKilledInTheMiddleIsRetriedThroughTheOther() {
        streamWhile(orders -> {
            Fairline.intake(2).kill();
            orders.awaitMore(200);
            orders.slowlyWhile(Fairline.intake(2)::start);
            orders.awaitMore(100);
            orders.awaitSoldOut(); // the deal of a few units
        });
    }

    @ParameterizedTest
    @EnumSource(ServiceKind.class)
    void aServiceRestartedInTheMiddleGoesOnWhereItWas(ServiceKind kind) {
        streamWhile(orders -> {
            for (ServiceProcess service : stack.services(kind)) {
                service.stop();
                assertThat(service.hasEndedInGoodOrder()).as(service.name()).isTrue();
                orders.awaitMore(50);
                orders.slowlyWhile(service::start);
            }
            orders.awaitMore(100);
        });
    }

    @Test
    void aBrokerRestartedInTheMiddleForgetsNothing() {
        streamWhile(orders -> {
            stack.kafka().kill();
            stack.kafka().start();
            orders.awaitMore(100);
        });
    }

    @Test
    void aKilledProjectionLeavesItsPartitionsToTheOther() {
        // Each projection has half of the partitions: some of so many deals are the victim's.
        List<Integer> watched = IntStream.range(0, MANY_DEALS)
                .map(_ -> shop.openDeal(FEW, 1, LONG_HOLD))
                .boxed()
                .toList();
        streamWhile(orders -> {
            ServiceProcess victim = Fairline.projection(2);
            victim.kill();
            awaitDecisionOnEach(watched);
            orders.slowlyWhile(victim::start);
        });
    }

    /** Beside those of the stream, whose orders are held against what was asked. */
    private int anotherDealOf(ServiceProcess processor) {
        return IntStream.generate(() -> shop.openDeal(FEW, 1, LONG_HOLD))
                .limit(MOST_DEALS)
                .filter(deal -> Deciders.of(stack, deal).equals(processor))
                .findFirst()
                .orElseThrow();
    }

    private void awaitDecisionOnEach(List<Integer> deals) {
        List<Accepted> accepted = deals.stream()
                .map(deal -> shop.accepted(deal, 1, "watcher", null))
                .toList();
        accepted.forEach(order -> shop.awaitStatus(order, "watcher", "RESERVED"));
    }

    private void streamWhile(Consumer<OrderStream> disaster) {
        Log log = Log.fromNow(stack);
        List<Integer> deals = List.of(
                shop.openDeal(MANY, 1, LONG_HOLD), shop.openDeal(MANY, 1, LONG_HOLD), shop.openDeal(FEW, 1, LONG_HOLD));
        OrderStream.Seen seen;
        try (OrderStream orders = new OrderStream(shop, deals)) {
            orders.awaitMore(100);
            disaster.accept(orders);
            seen = orders.finish();
        }
        assertThat(stack.processes()).allMatch(LocalServer::isRunning);
        log.provesThePromise(seen, deals);
    }
}
