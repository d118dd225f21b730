package io.fairline.intake.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisSettingsTest {

    @Test
    void passwordMayBeAnything() {
        assertThat(settings("rediss://fairline:hunter%5E2%25@redis.example:6380")
                        .address())
                .satisfies(address -> assertThat(address.getHost()).isEqualTo("redis.example"))
                .satisfies(address -> assertThat(address.isSsl()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rediss://fairline:hunter^2@redis.example:6380",
                "redis://fairline:hunter%2@redis.example",
                "redis://fairline:hunter 2@redis.example",
                "redis.example:6379?password=hunter2"
            })
    void whatIsNoAddressIsRefusedWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> settings(url).address())
                .isInstanceOf(IllegalStateException.class)
                .hasNoCause()
                .hasMessageContaining("REDIS_URL")
                .hasMessageNotContaining("hunter");
    }

    private static RedisSettings settings(String url) {
        return new RedisSettings(url, Duration.ofMillis(50), Duration.ofDays(1), 1);
    }
}
