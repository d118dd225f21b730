package io.fairline.intake.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.schemas.AvroSerdes;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;

class SerdesSettingsTest {

    @Test
    void theSerdesAreSetAsTheTestsHaveThem() {
        StandardEnvironment environment = new StandardEnvironment();
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        AvroSerdes serdes = Binder.get(environment)
                .bind("fairline", SerdesSettings.class)
                .get()
                .serdes();
        String registryUrl = Objects.requireNonNull(serdes.settings().get("apicurio.registry.url"), "set");
        assertThat(serdes).isEqualTo(AvroSerdes.ofApicurio(registryUrl));
    }

    @Test
    void whatIsPrintedKeepsTheirSecrets() {
        SerdesSettings settings =
                new SerdesSettings(new AvroSerdes("a", "b", Map.of("basic.auth.user.info", "user:password")));

        assertThat(settings.toString()).doesNotContain("password");
        assertThat(settings.serdes().toString()).doesNotContain("password");
    }
}
