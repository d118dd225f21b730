package io.fairline.perf.baselines.server;

import io.fairline.perf.baselines.Approach;
import io.fairline.perf.baselines.Baseline;
import io.fairline.perf.baselines.Counter;
import io.fairline.perf.baselines.Database;
import io.fairline.perf.baselines.Instance;
import io.fairline.perf.baselines.RedisLink;
import java.sql.SQLException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BaselineSettings.class)
class StoreConfiguration {

    @Bean
    Database database(BaselineSettings settings) {
        return new Database(settings.jdbcUrl(), settings.user(), settings.password(), settings.connections());
    }

    @Bean
    RedisLink redisLink(BaselineSettings settings) {
        return new RedisLink(settings.redisUrl());
    }

    @Bean
    Instance self(BaselineSettings settings) {
        return new Instance(settings.instance(), settings.instances());
    }

    @Bean
    Baseline baseline(BaselineSettings settings, Database database, RedisLink redis, Instance self)
            throws SQLException {
        return Approach.named(settings.approach()).start(database, redis, self);
    }

    @Bean
    Counter counter(Baseline baseline, Database database, Instance self) {
        return new Counter(baseline, database, self);
    }
}
