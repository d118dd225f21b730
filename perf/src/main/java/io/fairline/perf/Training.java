package io.fairline.perf;

import io.fairline.local.AotCache;
import io.fairline.local.Checkout;
import io.fairline.local.stack.LocalStack;
import io.fairline.local.stack.StackSettings;
import io.fairline.perf.load.LoadRun;
import io.fairline.perf.load.LoadSettings;
import io.fairline.perf.load.Shoppers;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code make train}: services and broker under load for the first time, so that the AOT caches which they write in the end
 * tell the next start what is worth compiling. Once for each build; until then JVMs are slow for minutes.
 */
record Training(Checkout checkout, PrintStream out) {

    // Orders that win and orders that come too late, shoppers who wait, confirm and cancel.
    private static final int RATE = 1_500;
    private static final Duration DURATION = Duration.ofSeconds(30);
    private static final Map<String, String> LESSON = Map.of(
            "WARM_UP", "20s",
            "DEALS", "20",
            "STOCK", "2000",
            "CONFIRMED_PERCENT", "20",
            "SEED", "1");

    static Training here(PrintStream out) {
        return new Training(Checkout.find(), out);
    }

    /** Unless it has been done for what is built now. True where every JVM wrote its cache. */
    boolean run() {
        List<AotCache> caches = LocalStack.aotCaches(checkout);
        if (isDone(caches)) {
            out.println("services and broker are trained already");
            return true;
        }
        out.println("training services and broker under load, once for each build; about two minutes");
        caches.forEach(AotCache::delete);
        LoadSettings settings = new LoadVerbs(new Options(LESSON), out).settings(RATE, DURATION);
        try (MeasuredStack stack = MeasuredStack.start(StackSettings.oneOfEach(), out)) {
            Shoppers shoppers =
                    Shoppers.sign(settings.shoppers(), stack.target().keys());
            new LoadRun("training", stack.target(), shoppers, settings, out).openLoop();
        }
        remember(caches);
        List<Path> missing = caches.stream()
                .filter(cache -> !cache.isCurrent())
                .map(AotCache::classPath)
                .toList();
        missing.forEach(one -> out.println("no AOT cache was written for " + one + "; it starts cold"));
        return missing.isEmpty();
    }

    private boolean isDone(List<AotCache> caches) {
        try {
            return Files.readString(mark()).equals(stateOf(caches));
        } catch (IOException e) {
            return false; // never trained
        }
    }

    private void remember(List<AotCache> caches) {
        try {
            Files.writeString(mark(), stateOf(caches));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + mark(), e);
        }
    }

    /** Caches that others have written since, after a build or with no load, are not these. */
    private static String stateOf(List<AotCache> caches) {
        return caches.stream()
                .map(cache -> cache.classPath() + " " + cache.writtenAt())
                .collect(Collectors.joining("\n"));
    }

    private Path mark() {
        return checkout.root().resolve(Path.of("perf", "target", "trained"));
    }
}
