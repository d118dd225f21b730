package io.fairline.projection.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What waiting may cost.
 *
 * @param mostWaiters requests and streams that wait at a time; one more is answered at once with what is known
 * @param mostPerShopper of those, one shopper's
 * @param longestStream after that a stream ends and its client comes again
 * @param probeEvery how often Postgres is asked on behalf of all waiters while no announcements arrive
 */
@ConfigurationProperties("fairline.wait")
record WaitSettings(
        @DefaultValue("5000") int mostWaiters,
        @DefaultValue("20") int mostPerShopper,
        @DefaultValue("5m") Duration longestStream,
        @DefaultValue("250ms") Duration probeEvery) {}
