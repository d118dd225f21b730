package io.fairline.projection.store;

import io.fairline.projection.RefusesToRun;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Redis is and how far it is trusted.
 *
 * @param timeout a slower answer counts as none
 * @param entryTtl how long an entry is kept after its last change or reading from Postgres
 * @param leaseTtl how long entries may be served without a sign of life of the instance that keeps them up to date
 */
@ConfigurationProperties("fairline.redis")
record RedisSettings(
        String url,
        @DefaultValue("500ms") Duration timeout,
        @DefaultValue("10s") Duration entryTtl,
        @DefaultValue("1500ms") Duration leaseTtl) {

    /** How long a lease may live that nobody means to renew: a call that Redis takes late may prolong it once more. */
    Duration longestTrust() {
        return leaseTtl.multipliedBy(2);
    }

    /** @throws RefusesToRun which does not quote the URL: it may hold a password */
    RedisURI address() {
        try {
            return RedisURI.create(url);
        } catch (IllegalArgumentException _) {
            throw new RefusesToRun(
                    "REDIS_URL is no address such as redis://user:password@host:6379; write %25 for a % in the password, and"
                            + " every other special character as % and two hex digits");
        }
    }

    /** Without the URL, which may hold a password. */
    @Override
    public String toString() {
        return "RedisSettings[timeout=%s, entryTtl=%s, leaseTtl=%s]".formatted(timeout, entryTtl, leaseTtl);
    }
}
