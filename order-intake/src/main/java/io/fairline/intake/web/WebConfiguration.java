package io.fairline.intake.web;

import io.fairline.http.HttpSettings;
import io.fairline.http.ServerLimits;
import io.fairline.intake.idempotency.IdempotencyStore;
import io.fairline.intake.log.CommandLog;
import io.fairline.intake.log.KnownDeals;
import io.fairline.intake.submission.CommandSubmission;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({OrderSettings.class, HttpSettings.class})
class WebConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    ServerLimits serverLimits(HttpSettings settings) {
        return new ServerLimits(settings);
    }

    @Bean
    ProblemWriter problemWriter(MeterRegistry meters) {
        return new ProblemWriter(meters);
    }

    @Bean
    FrameworkProblems frameworkProblems(ProblemWriter problems) {
        return new FrameworkProblems(problems);
    }

    @Bean
    RouterFunction<ServerResponse> routes(
            KnownDeals deals, IdempotencyStore keys, CommandLog commandLog, Clock clock, OrderSettings settings) {
        CommandSubmission submission = new CommandSubmission(deals, keys, commandLog, clock, settings.soldOutGate());
        byte[] secret = settings.secret();
        return Routes.of(new OrderEndpoints(submission, secret), new DealEndpoints(submission, secret));
    }
}
