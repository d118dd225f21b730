package io.fairline.intake.web;

import io.fairline.http.FastPath;
import io.fairline.http.HttpSettings;
import io.fairline.http.ServerLimits;
import io.fairline.http.tokens.VerifiedTokens;
import io.fairline.intake.idempotency.IdempotencyStore;
import io.fairline.intake.log.CommandLog;
import io.fairline.intake.log.KnownDeals;
import io.fairline.intake.submission.CommandSubmission;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.AuthenticationException;
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
    CommandSubmission commandSubmission(
            KnownDeals deals, IdempotencyStore keys, CommandLog commandLog, Clock clock, OrderSettings settings) {
        return new CommandSubmission(deals, keys, commandLog, clock, settings.soldOutGate());
    }

    @Bean
    OrderEndpoints orderEndpoints(CommandSubmission submission, OrderSettings settings) {
        return new OrderEndpoints(submission, settings.secret());
    }

    @Bean
    RouterFunction<ServerResponse> routes(OrderEndpoints orders, CommandSubmission submission, OrderSettings settings) {
        return Routes.of(orders, new DealEndpoints(submission, settings.secret()));
    }

    @Bean
    WebHttpHandlerBuilderCustomizer fastPath(
            OrderEndpoints orders, VerifiedTokens tokens, SecurityProblems security, FrameworkProblems problems) {
        FastPath.Failures failures = (_, response, failure) -> failure instanceof AuthenticationException refused
                ? security.refuse(response, refused)
                : problems.answer(response, failure);
        return http -> http.httpHandlerDecorator(
                others -> new FastPath(OrderEndpoints.PLACE, tokens, orders::place, failures, others));
    }
}
