package io.fairline.local.stack;

import io.fairline.local.Executables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own with the class path of the test, for what ends a JVM or is told to by a signal. */
final class JvmOfATest {

    private JvmOfATest() {}

    /** @param arguments flags, the main class and what it is given */
    static Process start(Path output, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(Executables.java(), "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        // A JVM says what it took from there, among the lines that the tests read.
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        return builder.start();
    }
}
