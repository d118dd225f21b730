package io.fairline.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.local.Checkout;
import io.fairline.local.Folders;
import io.fairline.local.ServerFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code make clean} while {@code make run} runs: whatever was built is gone when the services end. */
class CleanedCheckoutTest {

    @TempDir
    Path temporary;

    @Test
    void aServiceKnowsHowItEndsAlsoWhenItsJarIsGone() throws IOException {
        Path target = temporary.resolve(ServiceKind.INTAKE.module()).resolve("target");
        Files.createDirectories(target);
        Files.createFile(target.resolve(ServiceKind.INTAKE.module() + ".jar"));
        ServerFolder folder = new ServerFolder(temporary.resolve("data"));
        ServiceProcess service =
                new ServiceProcess(ServiceKind.INTAKE, 1, 1, Map.of(), true, new Checkout(temporary), folder);

        Folders.delete(target);

        assertThat(service.writesCacheInTheEnd()).isTrue();
    }
}
