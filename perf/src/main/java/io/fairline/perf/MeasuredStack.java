package io.fairline.perf;

import io.fairline.local.Checkout;
import io.fairline.local.Folders;
import io.fairline.local.JwtKeys;
import io.fairline.local.LeftOvers;
import io.fairline.local.ServerFolder;
import io.fairline.local.stack.FolderClaim;
import io.fairline.local.stack.LocalStack;
import io.fairline.local.stack.PortPlan;
import io.fairline.local.stack.StackSettings;
import io.fairline.perf.load.Target;
import io.fairline.schemas.AvroSerdes;
import io.fairline.schemas.TopicNames;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is measured: a stack of our own with fresh data, ended with us, or a running one that TARGET names. */
final class MeasuredStack implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Target target;
    private final @Nullable Own own;

    /** A stack of our own; it ends with the JVM at the latest. */
    private record Own(LocalStack stack, ServerFolder folder, Thread hook) {

        static Own of(LocalStack stack, ServerFolder folder) {
            Thread hook = new Thread(() -> end(stack, folder), "end-stack");
            Runtime.getRuntime().addShutdownHook(hook);
            return new Own(stack, folder, hook);
        }

        void end() {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                return; // the JVM ends already, and the hook does the same
            }
            end(stack, folder);
        }

        private static void end(LocalStack stack, ServerFolder folder) {
            try {
                stack.close();
            } finally {
                LeftOvers.end(folder, GRACE);
            }
        }
    }

    private MeasuredStack(Target target, @Nullable Own own) {
        this.target = target;
        this.own = own;
    }

    /** The one that TARGET names, or a new one of trained services. */
    static MeasuredStack open(Options options, StackSettings settings, PrintStream out) {
        String given = options.text("TARGET", "");
        if (!given.isEmpty()) {
            return running(given, options);
        }
        Training.here(out).run();
        return start(settings, out);
    }

    /** Starts a stack with fresh data on free ports. */
    static MeasuredStack start(StackSettings settings, PrintStream out) {
        Checkout checkout = Checkout.find();
        ServerFolder folder = new ServerFolder(checkout.root().resolve(Path.of("perf", "target", "stack")));
        if (LeftOvers.in(folder).isEmpty()) {
            Folders.delete(folder.root());
        }
        Own own = Own.of(LocalStack.claim(settings, PortPlan.anyFree(), folder, checkout, out::println), folder);
        try {
            own.stack().start();
        } catch (RuntimeException e) {
            own.end();
            throw e;
        }
        return new MeasuredStack(Target.of(own.stack(), () -> processesOf(folder)), own);
    }

    Target target() {
        return target;
    }

    /** The stack's handles; only where it is our own. */
    LocalStack own() {
        return Objects.requireNonNull(own, "this needs a stack of its own: leave TARGET out")
                .stack();
    }

    @Override
    public void close() {
        if (own != null) {
            own.end();
        }
    }

    /** What {@code make run} started, or the same services elsewhere by the names that they themselves read. */
    private static MeasuredStack running(String intakes, Options options) {
        Path data = Checkout.find().root().resolve("data");
        ServerFolder folder = new ServerFolder(data);
        String password = options.text("POSTGRES_PASSWORD", passwordIn(data));
        Target.Storage storage = password.isEmpty()
                ? null
                : new Target.Storage(
                        options.text("POSTGRES_JDBC_URL", "jdbc:postgresql://127.0.0.1:15432/fairline"),
                        options.text("POSTGRES_USER", "fairline"),
                        password,
                        options.text("REDIS_URL", "redis://127.0.0.1:16379"));
        Target target = new Target(
                uris(intakes),
                uris(options.text("PROJECTION_TARGET", "http://127.0.0.1:8081")),
                options.text("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:19092"),
                new TopicNames(options.text("TOPIC_PREFIX", "")),
                AvroSerdes.ofApicurio(options.text("SCHEMA_REGISTRY_URL", "http://127.0.0.1:18081/apis/registry/v3")),
                JwtKeys.in(data.resolve("keys")),
                storage,
                () -> processesOf(folder));
        return new MeasuredStack(target, null);
    }

    /** By their pid files: a handle would have to wait while an instance is being started or stopped. */
    private static Map<String, Long> processesOf(ServerFolder folder) {
        Map<String, Long> pids = new HashMap<>();
        LeftOvers.in(folder).stream()
                .filter(one -> !one.name().equals(FolderClaim.LAUNCHER))
                .forEach(one -> pids.put(one.name(), one.process().pid()));
        return pids;
    }

    private static String passwordIn(Path data) {
        try {
            return Files.readString(data.resolve(Path.of("keys", "projection-database")))
                    .strip();
        } catch (IOException e) {
            return ""; // not ours to read: the rows are left out of the check
        }
    }

    private static List<URI> uris(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .map(URI::create)
                .toList();
    }
}
