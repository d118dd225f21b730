package io.fairline.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerTest {

    private static final KafkaBroker.Node NODE = new KafkaBroker.Node(1, 1, 2);

    @TempDir
    Path temporary;

    @Test
    void endsAlsoWhenItsClassPathIsGone() {
        ServerFolder folder = new ServerFolder(temporary.resolve("data"));
        Checkout cleaned = new Checkout(temporary);
        ChildProcess running = ChildProcess.start("sleeper", List.of("sleep", "600"), Map.of(), folder);

        new KafkaBroker(NODE, List.of(NODE), cleaned, folder).end(running);

        assertThat(running.isAlive()).isFalse();
    }
}
