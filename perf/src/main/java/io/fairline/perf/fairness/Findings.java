package io.fairline.perf.fairness;

import com.google.errorprone.annotations.FormatMethod;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one check found: all of it counted, the first few kept in words. */
final class Findings {

    private static final int KEPT = 10;

    private final List<String> examples = new ArrayList<>();
    private long count;
    private long amount;

    @FormatMethod
    void report(String format, @Nullable Object... arguments) {
        reportAmount(1, format, arguments);
    }

    /** The amount is in the check's own unit, such as units sold too many. */
    @FormatMethod
    void reportAmount(long foundAmount, String format, @Nullable Object... arguments) {
        count++;
        amount += foundAmount;
        if (examples.size() < KEPT) {
            examples.add(format.formatted(arguments));
        }
    }

    Verdict.Finding as(String check) {
        return new Verdict.Finding(check, count, amount, List.copyOf(examples));
    }
}
