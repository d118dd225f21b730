package io.fairline.processor;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the service together. */
@Configuration(proxyBeanMethods = false)
class ProcessorConfiguration {

    private static final int FAILED = 1;

    @Bean
    DecisionMetrics decisionMetrics(MeterRegistry meters) {
        return new DecisionMetrics(meters);
    }

    @Bean
    ProcessEnd processEnd(ConfigurableApplicationContext context) {
        // In a thread of its own: whoever notices the end is one of those that the context waits for when it closes.
        return _ -> Thread.ofPlatform()
                .name("processor-end")
                .start(() -> System.exit(SpringApplication.exit(context, () -> FAILED)));
    }

    @Bean
    StreamsLifecycle streamsLifecycle(
            ProcessorSettings settings, DecisionMetrics metrics, MeterRegistry meters, ProcessEnd processEnd) {
        return new StreamsLifecycle(settings, metrics, meters, processEnd);
    }

    @Bean
    HealthIndicator streamsHealthIndicator(StreamsLifecycle streams) {
        return () -> (streams.isReady() ? Health.up() : Health.outOfService()).build();
    }
}
