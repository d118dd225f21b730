package io.fairline.projection.web;

import io.fairline.http.FastPath;
import io.fairline.http.HttpSettings;
import io.fairline.http.ServerLimits;
import io.fairline.http.tokens.VerifiedTokens;
import io.fairline.projection.store.Announcements;
import io.fairline.projection.store.ChangeProbe;
import io.fairline.projection.store.StatusReader;
import io.fairline.schemas.DealPartitions;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Puts the web's parts together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HttpSettings.class)
class WebConfiguration {

    @Bean
    ServerLimits serverLimits(HttpSettings settings) {
        return new ServerLimits(settings);
    }

    @Bean
    Waiters waiters(WaitSettings settings, MeterRegistry metrics, Announcements announcements) {
        Waiters waiters = new Waiters(settings, metrics);
        announcements.listen(waiters::wake);
        return waiters;
    }

    @Bean
    WaiterProbe waiterProbe(Waiters waiters, ChangeProbe probe, WaitSettings settings) {
        return new WaiterProbe(waiters, probe, settings);
    }

    @Bean
    LongPoll longPoll(Waiters waiters) {
        return new LongPoll(waiters);
    }

    @Bean
    Views views(StatusReader reader) {
        return new Views(reader);
    }

    @Bean
    OrderEndpoint orderEndpoint(
            Views views, LongPoll longPoll, DealPartitions partitions, JsonBodies json, MeterRegistry metrics) {
        return new OrderEndpoint(views, longPoll, partitions, json, metrics);
    }

    @Bean
    WebHttpHandlerBuilderCustomizer fastPath(OrderEndpoint orders, VerifiedTokens tokens, ProblemWriter problems) {
        return http -> http.httpHandlerDecorator(
                others -> new FastPath(OrderEndpoint.ROUTE, tokens, orders::status, problems::answer, others));
    }

    @Bean
    RouterFunction<ServerResponse> orderStream(
            Views views, LongPoll longPoll, DealPartitions partitions, WaitSettings settings) {
        return new OrderStream(views, longPoll, partitions, settings).route();
    }
}
