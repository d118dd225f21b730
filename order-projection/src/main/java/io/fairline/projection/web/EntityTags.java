package io.fairline.projection.web;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Versions as entity tags. A tag is weak while the answer also tells how far the line has come, which changes without a
 * new version.
 */
final class EntityTags {

    private static final String WEAK = "W/";
    private static final Pattern VERSION = Pattern.compile("\"(\\d{1,18})\"");

    private EntityTags() {}

    static String of(View<?> view) {
        String tag = "\"" + view.version() + "\"";
        return view.ahead() == null ? tag : WEAK + tag;
    }

    /** Whether the client has this version already; compared weakly, as If-None-Match is. */
    static boolean known(View<?> view, @Nullable String ifNoneMatch) {
        List<String> known = strong(ifNoneMatch);
        return known.contains("*") || known.contains("\"" + view.version() + "\"");
    }

    /** Whoever told us the version they know waits for a newer one; everybody else for what is in line to be decided. */
    static boolean worthAnswering(View<?> view, @Nullable String ifNoneMatch) {
        return view.unknown() || (ifNoneMatch == null ? !view.inLine() : isNews(view, ifNoneMatch));
    }

    /**
     * Whether this is newer than all that the client has, and so worth waiting for. What is older is another instance's
     * past: this one is behind it by a moment.
     */
    static boolean isNews(View<?> view, @Nullable String ifNoneMatch) {
        return !known(view, ifNoneMatch)
                && strong(ifNoneMatch).stream()
                        .map(VERSION::matcher)
                        .filter(Matcher::matches)
                        .allMatch(tag -> Long.parseLong(tag.group(1)) < view.version());
    }

    private static List<String> strong(@Nullable String ifNoneMatch) {
        return ifNoneMatch == null
                ? List.of()
                : Arrays.stream(ifNoneMatch.split(",", -1))
                        .map(String::strip)
                        .map(each -> each.startsWith(WEAK) ? each.substring(WEAK.length()) : each)
                        .toList();
    }
}
