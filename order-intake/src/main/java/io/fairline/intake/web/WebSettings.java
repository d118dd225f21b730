package io.fairline.intake.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param maxConnections open at a time; the next one is closed at once
 * @param readTimeout longest silence while a request arrives
 * @param requestTimeout longest time for a whole request to arrive
 */
@ConfigurationProperties("fairline.http")
record WebSettings(int maxConnections, Duration readTimeout, Duration requestTimeout) {}
