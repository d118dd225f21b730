package io.fairline.perf.baselines.server;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param approach its name, such as {@code row-lock}
 * @param instance which of the instances this is, from 1
 * @param connections to the database
 */
@ConfigurationProperties("fairline.baseline")
record BaselineSettings(
        String approach,
        int instance,
        int instances,
        String jdbcUrl,
        String user,
        String password,
        int connections,
        String redisUrl) {

    /** Keeps the password out of whatever prints settings. */
    @Override
    public String toString() {
        return "BaselineSettings[%s, %d of %d]".formatted(approach, instance, instances);
    }
}
