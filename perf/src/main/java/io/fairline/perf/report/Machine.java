package io.fairline.perf.report;

import io.fairline.local.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a figure was measured on: without it the figure says nothing. */
public record Machine(Map<String, Object> described, String commit) {

    private static final long KB_PER_MB = 1024;
    private static final int SHORT_COMMIT = 12;
    private static final String DIRTY = "-dirty";

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

    /** Twelve digits, and whether there was more than the commit. */
    public String shortCommit() {
        String digits = commit.replace(DIRTY, "");
        return digits.substring(0, Math.min(SHORT_COMMIT, digits.length())) + (commit.endsWith(DIRTY) ? DIRTY : "");
    }

    /** What is not committed cannot be measured again, so it is said. */
    static String commitOf(Path root) {
        try {
            String changes = git(root, "status", "--porcelain");
            return git(root, "rev-parse", "HEAD").strip() + (changes.isEmpty() ? "" : DIRTY);
        } catch (IOException e) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }

    private static String git(Path root, String... arguments) throws IOException, InterruptedException {
        // Without a lock, or whoever commits meanwhile could not.
        List<String> command = new ArrayList<>(List.of("git", "--no-optional-locks", "-C", root.toString()));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = new String(git.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (git.waitFor() != 0) {
            throw new IOException("git knows nothing of " + root);
        }
        return printed;
    }
}
