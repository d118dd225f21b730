package io.fairline.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderIdTest {

    private static final byte[] SECRET = "a secret of thirty-two characters".getBytes(UTF_8);
    private static final RandomGenerator RANDOM = RandomGenerator.of("L64X128MixRandom");

    @Test
    void aRetryIsTheSameOrder() {
        assertThat(OrderId.keyed(7, SECRET, "alice", "key-1")).isEqualTo(OrderId.keyed(7, SECRET, "alice", "key-1"));
    }

    @Test
    void anotherShopperKeyDealOrSecretIsAnotherOrder() {
        OrderId order = OrderId.keyed(7, SECRET, "alice", "key-1");

        assertThat(order)
                .isNotEqualTo(OrderId.keyed(7, SECRET, "bob", "key-1"))
                .isNotEqualTo(OrderId.keyed(7, SECRET, "alice", "key-2"))
                .isNotEqualTo(OrderId.keyed(8, SECRET, "alice", "key-1"))
                .isNotEqualTo(OrderId.keyed(7, "another secret".getBytes(UTF_8), "alice", "key-1"));
    }

    @Test
    void shopperAndKeyDoNotRunIntoEachOther() {
        assertThat(OrderId.keyed(7, SECRET, "ab", "c")).isNotEqualTo(OrderId.keyed(7, SECRET, "a", "bc"));
    }

    @Test
    void thePinnedIdKeepsItsValueForEver() {
        assertThat(OrderId.keyed(7, SECRET, "alice", "key-1")).hasToString("00000007-483e-85d2-aa6b-3ff53dfb8f76");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 65_536, Integer.MAX_VALUE})
    void theFirst32BitsAreTheDeal(int dealId) {
        OrderId order = OrderId.random(dealId, RANDOM);

        assertThat(order.dealId()).isEqualTo(dealId);
        assertThat(order.toString()).startsWith("%08x-".formatted(dealId));
    }

    @Test
    void isAnRfc9562Version8Uuid() {
        UUID uuid = OrderId.random(7, RANDOM).value();

        assertThat(uuid.version()).isEqualTo(8);
        assertThat(uuid.variant()).isEqualTo(2);
    }

    @Test
    void comesBackFromItsText() {
        OrderId order = OrderId.random(7, RANDOM);

        assertThat(OrderId.parse(order.toString())).contains(order);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "00000007-0000-8000-8000-00000000000", // one character short
                "0000007-00000-8000-8000-000000000000", // right length, wrong groups
                "00000007-0000-4000-8000-000000000000", // version 4
                "00000007-0000-8000-0000-000000000000", // another variant
                "00000000-0000-8000-8000-000000000000", // deal 0
                "80000007-0000-8000-8000-000000000000", // a negative deal
                "0000000g-0000-8000-8000-000000000000",
            })
    void whatIsNoOrderIdIsRefused(String text) {
        assertThat(OrderId.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void aDealIsPositive(int dealId) {
        assertThatIllegalArgumentException().isThrownBy(() -> OrderId.random(dealId, RANDOM));
    }
}
