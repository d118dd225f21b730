package io.fairline.perf.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosedLoopTest {

    @ParameterizedTest
    @CsvSource({"1, 1000", "10, 1000", "50, 1000", "7, 20", "30, 1"})
    void everyShopperIsFollowedInTheEndAndOneOrderOfSoManyAtAnyTime(int followEvery, int shoppers) {
        int[] followed = IntStream.range(0, followEvery * shoppers)
                .filter(order -> ClosedLoop.isFollowed(order, followEvery, shoppers))
                .toArray();

        assertThat(IntStream.of(followed).map(order -> order % shoppers).distinct())
                .hasSize(shoppers);
        assertThat(followed).hasSize(shoppers);
    }
}
