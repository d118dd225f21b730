package io.fairline.local;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How a JVM works that shares its processors with others. */
public final class HotSpotFlags {

    /**
     * Four times the calls and loops that HotSpot waits for by default before its slower compiler takes a method. With a
     * profile from the AOT cache it would begin on thousands at once, and take both processors from the orders (ADR 42).
     */
    private static final List<String> COMPILERS = List.of(
            "-XX:Tier4InvocationThreshold=20000",
            "-XX:Tier4MinInvocationThreshold=2400",
            "-XX:Tier4CompileThreshold=60000",
            "-XX:Tier4BackEdgeThreshold=160000");

    /** Where many JVMs take turns, each finds its addresses forgotten (ADR 43). Only Linux knows the flag. */
    private static final List<String> MEMORY =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux")
                    ? List.of("-XX:+UseTransparentHugePages")
                    : List.of();

    public static final List<String> ALL =
            Stream.concat(COMPILERS.stream(), MEMORY.stream()).toList();

    private HotSpotFlags() {}
}
