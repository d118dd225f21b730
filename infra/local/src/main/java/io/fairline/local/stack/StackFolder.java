package io.fairline.local.stack;

import io.fairline.local.Checkout;
import io.fairline.local.Folders;
import io.fairline.local.JwtKeys;
import io.fairline.local.LeftOvers;
import io.fairline.local.Secrets;
import io.fairline.local.ServerFolder;
import io.fairline.local.StartFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Where a stack keeps its data. */
record StackFolder(ServerFolder folder) {

    private static final int SECRET_BYTES = 32;
    private static final long LEAST_FREE_MEGABYTES = 512;

    /** What {@code make run} works on. */
    static StackFolder ofRun(Checkout checkout) {
        return in(checkout, Path.of("data"));
    }

    /** What {@code make demo} works on. */
    static StackFolder ofDemo(Checkout checkout) {
        return in(checkout, Path.of("data-demo"));
    }

    /** Every folder that a verb of the Makefile starts a stack in, also the verbs of perf.mk. */
    static List<ServerFolder> ofVerbs(Checkout checkout) {
        Path perf = Path.of("perf", "target");
        return Stream.of(
                        ofRun(checkout),
                        ofDemo(checkout),
                        in(checkout, perf.resolve("stack")),
                        in(checkout, perf.resolve("compare")))
                .map(StackFolder::folder)
                .toList();
    }

    /** Where tests of the whole path had a stack, but for those that run now. */
    static List<ServerFolder> abandonedByTests(Checkout checkout) {
        Path target = checkout.root().resolve(Path.of("infra", "e2e", "target"));
        try (DirectoryStream<Path> stacks = Files.newDirectoryStream(target, "stack*")) {
            return StreamSupport.stream(stacks.spliterator(), false)
                    .map(ServerFolder::new)
                    .filter(folder -> LeftOvers.in(folder).stream()
                            .noneMatch(one -> one.name().equals(FolderClaim.LAUNCHER)))
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + target, e);
        }
    }

    /** Takes the folder for this process, or says in one line why that cannot be. */
    FolderClaim claim(int brokers) {
        return claim(brokers, LEAST_FREE_MEGABYTES);
    }

    FolderClaim claim(int brokers, long leastFreeMegabytes) {
        FolderClaim claim = claimAlone();
        try {
            requireSpace(leastFreeMegabytes);
            requireSameBrokers(brokers);
            claim.mark();
            return claim;
        } catch (IOException | UncheckedIOException e) {
            claim.close();
            throw new StartFailure("cannot write to %s: %s".formatted(folder.root(), OneLine.of(e)), e);
        } catch (StartFailure e) {
            claim.close();
            throw e;
        }
    }

    /** The lock comes first: of two starts at the same moment both would find nobody. */
    private FolderClaim claimAlone() {
        Optional<FolderClaim> claim = FolderClaim.of(folder);
        try {
            requireNobody();
            return claim.orElseThrow(() -> new StartFailure(
                    "another start is under way in %s, or an end: see what comes of it".formatted(folder.root())));
        } catch (RuntimeException e) {
            claim.ifPresent(FolderClaim::close);
            throw e;
        }
    }

    JwtKeys keys() {
        return JwtKeys.in(keysFolder());
    }

    String orderIdSecret() {
        return Secrets.keyIn(keysFolder().resolve("order-id-secret"), SECRET_BYTES);
    }

    String projectionPassword() {
        return Secrets.passwordIn(keysFolder().resolve("projection-database"));
    }

    String registryPassword() {
        return Secrets.passwordIn(keysFolder().resolve("registry-database"));
    }

    /**
     * The variables that docker-compose.yml asks for, but for those that the file has: Docker's volumes were made with
     * them and outlive our keys. Its services trust the same key as `make token` signs with.
     */
    void writeComposeSecrets(Path file) {
        keys();
        ComposeSecrets before = ComposeSecrets.in(file);
        ComposeSecrets all = before.with("ORDER_ID_SECRET", this::orderIdSecret)
                .with("POSTGRES_PASSWORD", () -> Secrets.passwordIn(keysFolder().resolve("compose-database")));
        if (!all.equals(before)) {
            all.writeTo(file);
        }
    }

    /** Deletes all data; refuses while somebody works on it. */
    void clean() {
        try (FolderClaim claim = claimAlone()) {
            Folders.delete(claim.folder().root());
        }
    }

    private static StackFolder in(Checkout checkout, Path path) {
        return new StackFolder(new ServerFolder(checkout.root().resolve(path)));
    }

    private Path keysFolder() {
        return folder.root().resolve("keys");
    }

    private void requireNobody() {
        List<LeftOvers> alive = LeftOvers.in(folder);
        for (LeftOvers one : alive) {
            if (one.name().equals(FolderClaim.LAUNCHER)) {
                throw new StartFailure("Fairline runs already (%s): use it, or end it with `make stop`".formatted(one));
            }
        }
        if (!alive.isEmpty()) {
            throw new StartFailure("left over from a run that was killed: %s; `make stop` ends them"
                    .formatted(alive.stream().map(LeftOvers::toString).collect(Collectors.joining(", "))));
        }
    }

    private void requireSpace(long leastFreeMegabytes) throws IOException {
        long free = Files.getFileStore(folder.root()).getUsableSpace() >> 20;
        if (free < leastFreeMegabytes) {
            throw new StartFailure("only %d MB are free where %s is, and at least %d are needed: make room"
                    .formatted(free, folder.root(), leastFreeMegabytes));
        }
    }

    /** A quorum's size is part of Kafka's data. */
    private void requireSameBrokers(int brokers) throws IOException {
        Path file = folder.root().resolve("brokers");
        if (!Files.exists(file)) {
            Files.writeString(file, String.valueOf(brokers));
        }
        String before = Files.readString(file).strip();
        if (!before.equals(String.valueOf(brokers))) {
            throw new StartFailure(
                    "the data in %s was made with BROKERS=%s: use that again, or start afresh with `make clean-data`"
                            .formatted(folder.root(), before));
        }
    }
}
