package io.fairline.projection.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairline.projection.RefusesToRun;
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
                .isInstanceOf(RefusesToRun.class)
                .hasNoCause()
                .hasMessageContaining("REDIS_URL")
                .hasMessageNotContaining("hunter");
    }

    private static RedisSettings settings(String url) {
        return new RedisSettings(url, Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofMillis(1500));
    }
}
