package io.fairline.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairline.local.StartFailure;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackSettingsTest {

    @Test
    void oneOfEachWhereNothingIsSaid() {
        assertThat(StackSettings.from(Map.of())).isEqualTo(StackSettings.oneOfEach());
    }

    @Test
    void everyNumberIsTaken() {
        StackSettings settings =
                StackSettings.from(Map.of("BROKERS", "3", "INTAKES", "2", "PROCESSORS", "3", "PROJECTIONS", "4"));

        assertThat(settings).isEqualTo(StackSettings.oneOfEach().withBrokers(3).withInstances(2, 3, 4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2", "4", "many", "", "-1", "3 "})
    void onlyOneOrThreeBrokers(String brokers) {
        assertThatThrownBy(() -> StackSettings.from(Map.of("BROKERS", brokers)))
                .isInstanceOf(StartFailure.class)
                .hasMessage("BROKERS must be 1 or 3, not '%s'".formatted(brokers));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "-1", "x", "", "1.5"})
    void onlySoManyInstancesAsThereArePorts(String intakes) {
        assertThatThrownBy(() -> StackSettings.from(Map.of("INTAKES", intakes)))
                .isInstanceOf(StartFailure.class)
                .hasMessage("INTAKES must be a number from 0 to 9, not '%s'".formatted(intakes));
    }

    @Test
    void noTwoPartsShareAPort() {
        PortPlan plan = PortPlan.wellKnown();
        Set<Integer> ports = new HashSet<>();

        for (int number = 1; number <= PortPlan.MOST; number++) {
            assertThat(ports.add(plan.broker(number).port())).isTrue();
            assertThat(ports.add(plan.broker(number).controllerPort())).isTrue();
            for (ServiceKind kind : ServiceKind.values()) {
                assertThat(ports.add(plan.service(kind, number))).isTrue();
            }
        }
        assertThat(ports).doesNotContain(plan.postgres(), plan.redis(), plan.registry(), plan.registryManagement());
    }

    @Test
    void aTokenNeedsAShopperAndKnownRoles() {
        assertThat(TokenRequest.of(List.of("alice", "ops,payments")).roles()).containsExactly("ops", "payments");
        assertThat(TokenRequest.of(List.of("alice", "")).roles()).isEmpty();
        assertThatThrownBy(() -> TokenRequest.of(List.of())).hasMessageContaining("SHOPPER must be");
        assertThatThrownBy(() -> TokenRequest.of(List.of("a b"))).hasMessageContaining("'a b'");
        assertThatThrownBy(() -> TokenRequest.of(List.of("alice", "king"))).hasMessageContaining("'king'");
    }
}
