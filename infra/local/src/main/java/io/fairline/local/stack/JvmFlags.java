package io.fairline.local.stack;

import io.fairline.local.HotSpotFlags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much memory a service's JVM may take beside {@code make run}: each stays below 400 MB in all. docker-compose.yml gives
 * each the same heap.
 */
public final class JvmFlags {

    private static final List<String> ALL = List.of(
            "-XX:+UseSerialGC",
            // Eight bytes of header for an object instead of twelve: 20 MB less in each service.
            "-XX:+UseCompactObjectHeaders",
            "-XX:MetaspaceSize=96m",
            // Twice of what is used: the JVM collects what it writes into its AOT cache in address space of this size.
            "-XX:MaxMetaspaceSize=256m",
            // Requests die young: the larger their half is, the fewer of them live to see a collection.
            "-XX:NewRatio=1",
            // With less room the JVM stops everything and collects whenever a few MB of code are new, five times in a
            // start.
            "-XX:ReservedCodeCacheSize=128m",
            // Mostly unused: what clients can make a service hold outside of its heap (ADR 12).
            "-XX:MaxDirectMemorySize=96m",
            "-Xss512k",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dio.netty.allocator.numDirectArenas=2",
            "-Dio.netty.allocator.numHeapArenas=2",
            // By default at least four, which on two processors mostly wake each other.
            "-Dreactor.netty.ioWorkerCount=2",
            "-Djava.net.preferIPv4Stack=true",
            // Netty and RocksDB call native code and sun.misc.Unsafe; JDK 25 would warn about each.
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private JvmFlags() {}

    /** Of the process: memory outside of the heap is taken from two pools instead of eight for each processor. */
    public static Map<String, String> environment(Map<String, String> ofTheService) {
        Map<String, String> all = new HashMap<>(ofTheService);
        all.put("MALLOC_ARENA_MAX", "2");
        return all;
    }

    public static List<String> of(ServiceKind kind) {
        List<String> flags = new ArrayList<>(ALL);
        flags.addAll(HotSpotFlags.ALL);
        flags.add("-Xmx" + heapMegabytes(kind) + "m");
        return flags;
    }

    private static int heapMegabytes(ServiceKind kind) {
        return switch (kind) {
            case INTAKE -> 192;
            case PROJECTION -> 160;
            case PROCESSOR -> 144; // RocksDB and the state beside it take memory outside of the heap
        };
    }
}
