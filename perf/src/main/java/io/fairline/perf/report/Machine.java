package io.fairline.perf.report;

import io.fairline.local.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a figure was measured on: without it the figure says nothing. */
public record Machine(Map<String, Object> described, String commit) {

    private static final long KB_PER_MB = 1024;

    /** The machine and the commit that this runs on; what cannot be found out is called unknown. */
    public static Machine here() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("processor", fieldOf(Path.of("/proc/cpuinfo"), "model name"));
        all.put("cores", Runtime.getRuntime().availableProcessors());
        String memory = fieldOf(Path.of("/proc/meminfo"), "MemTotal").replaceAll("\\D", "");
        all.put("memoryMb", memory.isEmpty() ? 0 : Long.parseLong(memory) / KB_PER_MB);
        all.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        all.put("java", System.getProperty("java.vm.version"));
        all.put("loadAverageAtStart", fieldOf(Path.of("/proc/loadavg"), ""));
        return new Machine(all, commitOf(Checkout.find().root()));
    }

    private static String fieldOf(Path file, String name) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String commitOf(Path root) {
        try {
            Process git = new ProcessBuilder("git", "-C", root.toString(), "rev-parse", "HEAD")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String commit = new String(git.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII);
            return git.waitFor() == 0 ? commit.strip() : "unknown";
        } catch (IOException e) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
