package io.fairline.local.stack;

import io.fairline.local.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The lines of {@code .env}; what somebody has written there stays. */
record ComposeSecrets(List<String> lines) {

    static ComposeSecrets in(Path file) {
        try {
            return new ComposeSecrets(Files.exists(file) ? Files.readAllLines(file) : List.of());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** @param value asked for only where the variable is missing or empty, which compose takes for missing */
    ComposeSecrets with(String variable, Supplier<String> value) {
        Pattern set = Pattern.compile("\\s*(export\\s+)?%s\\s*=\\s*\\S.*".formatted(variable));
        if (lines.stream().anyMatch(line -> set.matcher(line).matches())) {
            return this;
        }
        List<String> more = new ArrayList<>(lines);
        more.add(variable + "=" + value.get());
        return new ComposeSecrets(more);
    }

    void writeTo(Path file) {
        Secrets.write(file, String.join("\n", lines) + "\n");
    }
}
