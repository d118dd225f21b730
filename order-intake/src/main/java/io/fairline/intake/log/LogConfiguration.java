package io.fairline.intake.log;

import io.fairline.intake.wire.SerdesSettings;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({LogSettings.class, SerdesSettings.class})
class LogConfiguration {

    @Bean
    KnownDeals knownDeals() {
        return new KnownDeals();
    }

    @Bean
    CommandLog commandLog(LogSettings settings, SerdesSettings serdes, ProcessEnd processEnd, MeterRegistry meters) {
        CommandSender sender = new CommandSender(settings, serdes.serdes(), CommandProducers.of(settings), processEnd);
        return new CommandLog(settings, sender, meters);
    }

    @Bean
    DealsFeed dealsFeed(
            LogSettings settings,
            SerdesSettings serdes,
            KnownDeals deals,
            ProcessEnd processEnd,
            MeterRegistry meters) {
        return new DealsFeed(settings, serdes.serdes(), deals, processEnd, meters);
    }

    @Bean
    LogReadiness logReadiness(CommandLog commandLog, KnownDeals deals, DealsFeed feed) {
        return new LogReadiness(commandLog, deals, feed);
    }
}
