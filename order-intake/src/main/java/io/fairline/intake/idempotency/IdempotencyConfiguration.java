package io.fairline.intake.idempotency;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RedisSettings.class)
class IdempotencyConfiguration {

    @Bean(initMethod = "start")
    RedisConnection redisConnection(RedisSettings settings) {
        return new RedisConnection(settings);
    }

    @Bean
    IdempotencyStore idempotencyStore(
            RedisConnection redis,
            RedisSettings settings,
            @Value("${fairline.kafka.topic-prefix}") String topicPrefix,
            MeterRegistry meters) {
        return new IdempotencyStore(redis, topicPrefix, settings.retention(), meters);
    }
}
