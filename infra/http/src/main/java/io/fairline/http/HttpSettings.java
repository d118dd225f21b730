package io.fairline.http;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What clients may hold of the server.
 *
 * @param maxConnections open at a time; the next one is closed at once
 * @param requestTimeout longest time for a whole request to arrive, or its connection is closed; its answer may take as
 *     long as it was asked to wait
 * @param answerTimeout longest time that a client may leave what it is sent untaken, or its connection is closed
 */
@ConfigurationProperties("fairline.http")
public record HttpSettings(
        @DefaultValue("10000") int maxConnections,
        @DefaultValue("10s") Duration requestTimeout,
        @DefaultValue("30s") Duration answerTimeout) {

    public HttpSettings {
        if (maxConnections < 1) {
            throw new IllegalArgumentException("Set fairline.http.max-connections to at least 1");
        }
        if (!requestTimeout.isPositive()) {
            throw new IllegalArgumentException("Set fairline.http.request-timeout to more than nothing, such as 10s");
        }
        if (!answerTimeout.isPositive()) {
            throw new IllegalArgumentException("Set fairline.http.answer-timeout to more than nothing, such as 30s");
        }
    }
}
