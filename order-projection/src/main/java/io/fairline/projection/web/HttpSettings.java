package io.fairline.projection.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What clients may hold of the server.
 *
 * @param maxConnections open at a time, twice as many as may wait; the next one is closed at once
 * @param requestTimeout longest time for a whole request to arrive; its answer may take as long as it was asked to wait
 */
@ConfigurationProperties("fairline.http")
record HttpSettings(
        @DefaultValue("10000") int maxConnections,
        @DefaultValue("10s") Duration requestTimeout) {}
