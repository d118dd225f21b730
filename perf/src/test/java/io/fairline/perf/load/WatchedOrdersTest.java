package io.fairline.perf.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class WatchedOrdersTest {

    private static final int ROOM = 32;
    private static final int LOOKS_AFTER_NEWS = 10;

    private final WatchedOrders orders = new WatchedOrders();

    @Test
    void watchesTheSameOnesUntilSomethingIsSeenOfThem() {
        offer(0, ROOM + 5);
        look(100);

        assertThat(orders.all()).hasSize(ROOM).contains(order(0)).doesNotContain(order(ROOM));
    }

    @Test
    void makesRoomOnceEnoughIsSeen() {
        offer(0, ROOM);
        assertThat(orders.isNews(order(0), 7)).isTrue();
        assertThat(orders.isNews(order(0), 7)).isFalse();
        look(LOOKS_AFTER_NEWS);
        assertThat(orders.isNews(order(0), 9)).as("a confirmation").isTrue();
        look(LOOKS_AFTER_NEWS);
        assertThat(orders.all()).contains(order(0));

        look(1);
        offer(ROOM, 1);

        assertThat(orders.all()).hasSize(ROOM).contains(order(ROOM)).doesNotContain(order(0));
    }

    @Test
    void watchesNobodyForEver() {
        offer(0, 1);
        look(10_000);

        assertThat(orders.all()).isEmpty();
    }

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            orders.lookedAtAll();
        }
    }

    private void offer(int first, int count) {
        for (int number = first; number < first + count; number++) {
            orders.offer(order(number));
        }
    }

    private static UUID order(int number) {
        return new UUID(7, number);
    }
}
