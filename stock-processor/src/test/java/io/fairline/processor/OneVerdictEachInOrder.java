package io.fairline.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.schemas.OrderId;
import io.fairline.schemas.events.OrderEvent;
import io.fairline.schemas.events.OrderRejected;
import io.fairline.schemas.events.OrderReserved;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Each order of a deal was reserved or rejected once, in the order in which they were placed, and nothing else was. */
final class OneVerdictEachInOrder {

    private OneVerdictEachInOrder() {}

    /** Of one deal, the opening and all orders that one producer placed since. */
    static void check(List<OrderId> placed, List<OrderEvent> events) {
        assertThat(TestLine.payloads(events).flatMap(OneVerdictEachInOrder::decidedOrder))
                .containsExactlyElementsOf(
                        placed.stream().map(OrderId::toString).toList());
        assertThat(events.stream().map(OrderEvent::getSequence))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 1 + placed.size()).boxed().toList());
        assertThat(events.stream().map(OrderEvent::getCauseOffset))
                .as("places in the log")
                .doesNotHaveDuplicates()
                .isSorted();
    }

    private static Stream<String> decidedOrder(Object payload) {
        return switch (payload) {
            case OrderReserved reserved -> Stream.of(reserved.getOrderId());
            case OrderRejected rejected -> Stream.of(rejected.getOrderId());
            default -> Stream.empty();
        };
    }
}
