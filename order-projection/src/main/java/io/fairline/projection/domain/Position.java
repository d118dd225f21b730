package io.fairline.projection.domain;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a command stands in the line: its partition and offset in the log of commands.
 *
 * @param partition from 0
 * @param offset from 0
 */
public record Position(int partition, long offset) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,5})-(\\d{1,18})");

    /** Reads {@code partition-offset}, such as {@code 3-1234}; empty for anything else. */
    public static Optional<Position> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new Position(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return partition + "-" + offset;
    }
}
