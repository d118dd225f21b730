package io.fairline.local;

import java.util.List;

/** How a JVM that shares its processors with others compiles. */
public final class CompilerFlags {

    /**
     * Four times the calls and loops that HotSpot waits for by default before its slower compiler takes a method. With a
     * profile from the AOT cache it would begin on thousands at once, and take both processors from the orders (ADR 42).
     */
    public static final List<String> ALL = List.of(
            "-XX:Tier4InvocationThreshold=20000",
            "-XX:Tier4MinInvocationThreshold=2400",
            "-XX:Tier4CompileThreshold=60000",
            "-XX:Tier4BackEdgeThreshold=160000");

    private CompilerFlags() {}
}
