package io.fairline.perf.compare;

import io.fairline.local.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** How much there is to read: lines that are neither empty nor comment nor import. */
final class LinesOfCode {

    private static final Path BASELINES = Path.of("perf", "src", "main", "java", "io", "fairline", "perf", "baselines");

    private LinesOfCode() {}

    /** What an alternative adds to what all of them share; of Fairline its three services whole, their edges included. */
    static long of(String subject, Checkout checkout) {
        Path root = checkout.root();
        List<Path> sources = subject.equals(CompareSettings.FAIRLINE)
                ? Stream.of("order-intake", "stock-processor", "order-projection")
                        .map(module -> root.resolve(Path.of(module, "src", "main", "java")))
                        .toList()
                : classesOf(subject).stream()
                        .map(name -> root.resolve(BASELINES).resolve(name + ".java"))
                        .toList();
        return sources.stream().mapToLong(LinesOfCode::in).sum();
    }

    private static List<String> classesOf(String approach) {
        return switch (approach) {
            case "memory-queue" -> List.of("MemoryQueue", "DealLine", "Decision");
            case "row-lock" -> List.of("RowLock");
            case "advisory-lock" -> List.of("AdvisoryLock");
            case "redis-lock" -> List.of("RedisLock");
            case "redis-script" -> List.of("RedisScript");
            case "redis-stream" -> List.of("RedisStream", "StreamLeases", "BatchSale", "DealLine", "Decision");
            case "skip-locked" -> List.of("SkipLocked");
            default -> throw new IllegalArgumentException("no such alternative: " + approach);
        };
    }

    private static long in(Path fileOrFolder) {
        try (Stream<Path> files = Files.walk(fileOrFolder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .mapToLong(LinesOfCode::inFile)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + fileOrFolder, e);
        }
    }

    private static long inFile(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(String::strip).filter(LinesOfCode::isCode).count();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    static boolean isCode(String line) {
        return !(line.isEmpty()
                || line.startsWith("//")
                || line.startsWith("/*")
                || line.startsWith("*")
                || line.startsWith("import ")
                || line.startsWith("package "));
    }
}
