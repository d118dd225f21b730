package io.fairline.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.local.LocalServers;
import io.fairline.local.SeenClients;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** What a managed Kafka asks for, such as credentials, reaches every client of it. */
class KafkaSettingsTest {

    @Test
    void theEnvironmentNamesThem() {
        String variables = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        variables,
                        new SystemEnvironmentPropertySource(
                                variables,
                                Map.of(
                                        "FAIRLINE_KAFKA_SETTINGS_SASL_JAAS_CONFIG", "required",
                                        "FAIRLINE_SERDES_SETTINGS_SCHEMA_REGISTRY_URL", "http://registry")));

        assertThat(bound(environment, "fairline.kafka.settings")).isEqualTo(Map.of("sasl.jaas.config", "required"));
        assertThat(bound(environment, "fairline.serdes.settings"))
                .isEqualTo(Map.of("schema.registry.url", "http://registry"));
    }

    private static Map<String, String> bound(StandardEnvironment environment, String name) {
        return Binder.get(environment)
                .bind(name, Bindable.mapOf(String.class, String.class))
                .get();
    }

    @Test
    void settingsReachTheProducerAndTheReaderOfDeals() {
        try (RunningIntake _ = RunningIntake.start(
                Topics.fresh(LocalServers.shared()),
                Map.of("fairline.kafka.settings[metric.reporters]", SeenClients.class.getName()))) {
            assertThat(SeenClients.ids()).containsExactlyInAnyOrder("order-intake", "order-intake-deals");
        }
    }
}
