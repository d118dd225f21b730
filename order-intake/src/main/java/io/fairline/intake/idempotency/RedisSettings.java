package io.fairline.intake.idempotency;

import io.lettuce.core.RedisURI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param url {@code redis://…}; Redis 7 or later
 * @param timeout after which an order goes on without what is known of its key
 * @param retention how long a key is remembered, if Redis has room for so long
 * @param maxQueued most commands that wait for Redis at a time
 */
@ConfigurationProperties("fairline.redis")
record RedisSettings(String url, Duration timeout, Duration retention, int maxQueued) {

    /** @throws IllegalStateException which does not quote the URL: it may hold a password */
    RedisURI address() {
        try {
            return RedisURI.create(url);
        } catch (IllegalArgumentException _) {
            throw new IllegalStateException(
                    "REDIS_URL is no address such as redis://user:password@host:6379; write %25 for a % in the password, and"
                            + " every other special character as % and two hex digits");
        }
    }

    /** Without the URL, which may hold a password. */
    @Override
    public String toString() {
        return "RedisSettings[timeout=%s, retention=%s, maxQueued=%d]".formatted(timeout, retention, maxQueued);
    }
}
