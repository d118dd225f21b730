package io.fairline.local.stack;

import io.fairline.local.StartFailure;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What went wrong, for people: every message down to the cause, without a stack trace. */
final class OneLine {

    private OneLine() {}

    static String of(Throwable failure) {
        List<String> parts = new ArrayList<>();
        Optional<Throwable> next = Optional.of(failure);
        while (next.isPresent()) {
            Throwable one = next.get();
            next = one instanceof StartFailure ? Optional.empty() : Optional.ofNullable(one.getCause());
            if (next.isEmpty() || !next.get().toString().equals(one.getMessage())) { // else it only wraps
                parts.add(says(one));
            }
        }
        return String.join(": ", parts).replaceAll("\\s+", " ");
    }

    /** Ours are sentences; those of the JDK are often no more than the name of a file. */
    private static String says(Throwable failure) {
        String message = failure.getMessage();
        if (message == null) {
            return failure.getClass().getSimpleName();
        }
        boolean ours = failure instanceof StartFailure || failure instanceof UncheckedIOException;
        return ours ? message : failure.getClass().getSimpleName() + ": " + message;
    }
}
