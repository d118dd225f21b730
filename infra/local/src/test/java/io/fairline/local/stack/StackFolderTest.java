package io.fairline.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairline.local.Checkout;
import io.fairline.local.EndAtExit;
import io.fairline.local.ServerFolder;
import io.fairline.local.StartFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackFolderTest {

    @TempDir
    Path temporary;

    @Test
    void aSecondLauncherIsToldOfTheFirst() {
        StackFolder data = folder();
        FolderClaim claim = data.claim(1);

        assertThatThrownBy(() -> folder().claim(1))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(
                        "runs already (launcher (pid " + ProcessHandle.current().pid());
        assertThatThrownBy(() -> folder().clean()).hasMessageContaining("runs already");

        claim.close();
        folder().claim(1).close();
    }

    @Test
    void ofTwoStartsAtTheSameMomentTheLaterOneLeavesTheFolderAlone() throws Exception {
        ServerFolder servers = folder().folder();
        Files.createDirectories(servers.run());
        try (FileChannel lock =
                FileChannel.open(servers.run().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock(); // as a start does that has not come to anything else yet

            assertThatThrownBy(() -> folder().claim(1)).hasMessageContaining("another start is under way");
            assertThatThrownBy(() -> folder().clean()).hasMessageContaining("another start is under way");
        }
        assertThat(servers.root()).isDirectoryNotContaining("glob:**/brokers");
        assertThat(servers.run()).isDirectoryNotContaining("glob:**.pid");
    }

    @Test
    void anotherNumberOfBrokersThanTheDataWasMadeWithIsRefused() {
        folder().claim(1).close();

        assertThatThrownBy(() -> folder().claim(3))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("made with BROKERS=1")
                .hasMessageContaining("make clean-data");
    }

    @Test
    void aFullDiskIsRefusedBeforeAnythingStarts() {
        assertThatThrownBy(() -> folder().claim(1, Long.MAX_VALUE))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("make room");
    }

    @Test
    void aFolderThatCannotBeMadeIsRefused() throws IOException {
        Files.writeString(temporary.resolve("data"), "a file where the folder should be");

        assertThatThrownBy(() -> folder().claim(1))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("cannot write to");
    }

    @Test
    void aFolderWhereNothingCanBeMarkedIsRefused() throws IOException {
        Files.createDirectories(temporary.resolve("data"));
        Files.writeString(temporary.resolve("data").resolve("run"), "a file where the folder should be");

        assertThatThrownBy(() -> folder().claim(1))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("cannot write to");
    }

    @Test
    void aPidFileOfAnotherProcessWithTheSameNumberIsNoLeftOver() throws IOException {
        ServerFolder servers = new ServerFolder(temporary.resolve("data"));
        Files.createDirectories(servers.run());
        Files.writeString(
                servers.run().resolve("kafka-1.pid"), ProcessHandle.current().pid() + " 1\n");

        folder().claim(1).close();
    }

    @Test
    void aTakenPortIsNamedTogetherWithWhoNeedsIt() throws IOException {
        PortPlan ports = PortPlan.anyFree();
        ServerFolder data = new ServerFolder(temporary.resolve("data"));
        try (ServerSocket taken = new ServerSocket(ports.redis(), 1, InetAddress.getLoopbackAddress());
                EndAtExit _ = EndAtExit.of(data);
                LocalStack stack =
                        LocalStack.claim(RunInTestFolder.serversOnly(), ports, data, Checkout.find(), line -> {})) {
            assertThat(taken.isBound()).isTrue();
            assertThatThrownBy(stack::start)
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("port %d is taken, and redis needs it", ports.redis());
        }
    }

    @Test
    void aMissingJarIsMissedBeforeAnythingStarts() throws IOException {
        Checkout empty = new Checkout(Files.createDirectories(temporary.resolve("checkout")));
        try (LocalStack stack = LocalStack.claim(
                StackSettings.oneOfEach(),
                PortPlan.anyFree(),
                new ServerFolder(temporary.resolve("data")),
                empty,
                line -> {})) {
            assertThatThrownBy(stack::start)
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("order-intake.jar is missing: run `make build` first");
        }
    }

    @Test
    void secretsAreMadeOnceAndOnlyTheirOwnerMayReadThem() throws IOException {
        String secret = folder().orderIdSecret();
        String token = folder().keys().publicKeyLocation();

        assertThat(folder().orderIdSecret()).isEqualTo(secret).hasSizeGreaterThanOrEqualTo(43);
        assertThat(folder().projectionPassword()).isNotEqualTo(folder().registryPassword());
        assertThat(token).startsWith("file:");
        try (var keys = Files.list(temporary.resolve("data").resolve("keys"))) {
            assertThat(keys.filter(file -> !file.endsWith("jwt-public.pem")))
                    .hasSize(4)
                    .allSatisfy(file -> assertThat(Files.getPosixFilePermissions(file))
                            .containsExactlyInAnyOrder(
                                    PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
        }
    }

    @Test
    void theVariablesOfComposeOutliveTheDataAsDockersVolumesDo() throws IOException {
        Path file = temporary.resolve(".env");
        folder().writeComposeSecrets(file);
        String before = Files.readString(file);
        assertThat(before)
                .containsPattern("(?m)^ORDER_ID_SECRET=.{43,}$")
                .containsPattern("(?m)^POSTGRES_PASSWORD=.{32}$");

        folder().clean();
        folder().writeComposeSecrets(file);

        assertThat(Files.readString(file)).isEqualTo(before);
        assertThat(Files.getPosixFilePermissions(file))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    @Test
    void onlyWhatComposeMissesIsWritten() throws IOException {
        Path file = temporary.resolve(".env");
        Files.writeString(file, "COMPOSE_PROJECT_NAME=shop\nPOSTGRES_PASSWORD=mine\nORDER_ID_SECRET=");

        folder().writeComposeSecrets(file);

        assertThat(Files.readAllLines(file))
                .startsWith("COMPOSE_PROJECT_NAME=shop", "POSTGRES_PASSWORD=mine", "ORDER_ID_SECRET=")
                .hasSize(4)
                .last()
                .isEqualTo("ORDER_ID_SECRET=" + folder().orderIdSecret());
    }

    private StackFolder folder() {
        return new StackFolder(new ServerFolder(temporary.resolve("data")));
    }
}
