package io.fairline.perf;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the caller set, by name, as make hands it over in the environment; an empty value counts as not set. */
public record Options(Map<String, String> values) {

    /** The same, but for these, whatever the caller set. */
    Options with(Map<String, ?> overrides) {
        Map<String, String> all = new HashMap<>(values);
        overrides.forEach((name, value) -> all.put(name, String.valueOf(value)));
        return new Options(all);
    }

    public String text(String name, String otherwise) {
        String value = values.getOrDefault(name, "");
        return value.isBlank() ? otherwise : value.strip();
    }

    public int number(String name, int otherwise) {
        String value = text(name, String.valueOf(otherwise));
        try {
            return Integer.parseInt(value.replace("_", "").replace(",", ""));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s must be a whole number, not '%s'".formatted(name, value), e);
        }
    }

    public long number(String name, long otherwise) {
        String value = text(name, String.valueOf(otherwise));
        try {
            return Long.parseLong(value.replace("_", "").replace(",", ""));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s must be a whole number, not '%s'".formatted(name, value), e);
        }
    }

    /** Words with commas between them. */
    public List<String> words(String name, String otherwise) {
        return Arrays.stream(text(name, otherwise).split(",", -1))
                .map(String::strip)
                .toList();
    }

    /** Whole numbers with commas between them. */
    public List<Integer> numbers(String name, String otherwise) {
        try {
            return words(name, otherwise).stream().map(Integer::valueOf).toList();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "%s must be whole numbers such as %s, not '%s'".formatted(name, otherwise, text(name, otherwise)),
                    e);
        }
    }

    /** Seconds as 30 or 30s, minutes as 2m. */
    Duration duration(String name, Duration otherwise) {
        String value = text(name, otherwise.toSeconds() + "s");
        String digits = value.replaceAll("[sm]$", "");
        if (!digits.matches("[0-9]{1,6}")) {
            throw new IllegalArgumentException("%s must be a time such as 30s or 2m, not '%s'".formatted(name, value));
        }
        long amount = Long.parseLong(digits);
        return value.endsWith("m") ? Duration.ofMinutes(amount) : Duration.ofSeconds(amount);
    }
}
