package io.fairline.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairline.local.LocalServers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class StockProcessorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final LocalServers servers = LocalServers.shared();

    @Test
    void isReadyWhenItDecidesAndShowsWhatItDecided() {
        String prefix = servers.newTopicPrefix();
        try (ConfigurableApplicationContext context = run(prefix);
                TestLine line = new TestLine(servers, prefix)) {
            await().atMost(PATIENCE)
                    .until(() -> get(context, "/actuator/health/readiness").statusCode() == 200);
            line.open(7, 1, 60);
            line.place(7, "alice");
            line.place(7, "bob");
            line.awaitEvents(3);
            String metrics = get(context, "/actuator/prometheus").body();
            assertThat(metrics)
                    .contains("fairline_processor_events_total{kind=\"OrderReserved\"} 1.0")
                    .contains("fairline_processor_rejections_total{reason=\"SOLD_OUT\"} 1.0")
                    .contains("fairline_processor_repetitions_total{kind=\"CONFLICTING\"} 0.0")
                    .contains("fairline_processor_dead_letters_total 0.0")
                    .contains("fairline_processor_decision_lag_seconds_count 3")
                    .contains("kafka_stream");
        }
    }

    @Test
    void isAliveButNotReadyWhileItWaitsForTheBrokers() {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(StockProcessor.class)
                .run(
                        "--server.port=0",
                        "--fairline.kafka.bootstrap-servers=127.0.0.1:1",
                        "--fairline.processor.state-dir=" + folder)) {
            assertThat(get(context, "/actuator/health/liveness").statusCode()).isEqualTo(200);
            assertThat(get(context, "/actuator/health/readiness").statusCode()).isEqualTo(503);
            assertThat(get(context, "/actuator/env").statusCode()).isEqualTo(404);
        }
    }

    private ConfigurableApplicationContext run(String prefix) {
        return new SpringApplicationBuilder(StockProcessor.class)
                .run(
                        "--server.port=0",
                        "--fairline.kafka.topic-prefix=" + prefix,
                        "--fairline.kafka.bootstrap-servers=" + servers.kafka().bootstrapServers(),
                        "--SCHEMA_REGISTRY_URL=" + servers.registry().serdesUrl(),
                        "--fairline.processor.state-dir=" + folder);
    }

    private static HttpResponse<String> get(ConfigurableApplicationContext context, String path) {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
