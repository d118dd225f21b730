package io.fairline.intake.log;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Ready once the log was reached, the schema's id is known and the deals were read to their end, as long as they are
 * followed. It stays ready when the brokers go away later: all instances would leave the balancer at once, and a 503 says
 * more than no answer.
 */
record LogReadiness(CommandLog commandLog, KnownDeals deals, DealsFeed feed) implements HealthIndicator {

    @Override
    public Health health() {
        return commandLog.isReady() && deals.isComplete() && feed.isRunning()
                ? Health.up().build()
                : Health.outOfService().build();
    }
}
