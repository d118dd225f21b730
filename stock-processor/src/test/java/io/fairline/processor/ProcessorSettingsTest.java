package io.fairline.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fairline.schemas.AvroSerdes;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.unit.DataSize;

class ProcessorSettingsTest {

    @Test
    void whatMakesSenseIsTaken() {
        assertThat(settings("processor-1", 64, DataSize.ofMegabytes(64)).threads())
                .isEqualTo(64);
    }

    @Test
    void anInstanceHasAName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(" ", 1, DataSize.ofMegabytes(2)))
                .withMessageContaining("PROCESSOR_INSTANCE_ID");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 65})
    void threadsAreOneToSixtyFour(int threads) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("processor-1", threads, DataSize.ofMegabytes(2)))
                .withMessage("PROCESSOR_THREADS must be 1 to 64, not " + threads);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "255KB", "65MB"})
    void aWriteBufferIsNeitherTinyNorHuge(String size) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("processor-1", 1, DataSize.parse(size)))
                .withMessageContaining("256KB to 64MB");
    }

    @Test
    void theSerdesAreSetAsTheTestsHaveThem() {
        StandardEnvironment environment = new StandardEnvironment();
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        AvroSerdes serdes = Binder.get(environment)
                .bind("fairline", ProcessorSettings.class)
                .get()
                .serdes();
        String registryUrl = Objects.requireNonNull(serdes.settings().get("apicurio.registry.url"), "set");
        assertThat(serdes).isEqualTo(AvroSerdes.ofApicurio(registryUrl));
    }

    private static ProcessorSettings.Processor settings(String instanceId, int threads, DataSize writeBuffer) {
        return new ProcessorSettings.Processor(
                instanceId,
                "data",
                threads,
                Duration.ofMillis(100),
                Duration.ofMillis(25),
                DataSize.ofMegabytes(8),
                DataSize.ofMegabytes(32),
                writeBuffer,
                Duration.ofSeconds(60));
    }
}
