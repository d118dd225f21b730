package io.fairline.projection.web;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Versions as entity tags. A tag is weak while the answer also tells how far the line has come, which changes without a
 * new version.
 */
final class EntityTags {

    private static final String WEAK = "W/";

    private EntityTags() {}

    static String of(View<?> view) {
        String tag = "\"" + view.version() + "\"";
        return view.ahead() == null ? tag : WEAK + tag;
    }

    /** Whether the client has this version already; compared weakly, as If-None-Match is. */
    static boolean known(View<?> view, @Nullable String ifNoneMatch) {
        if (ifNoneMatch == null) {
            return false;
        }
        String tag = "\"" + view.version() + "\"";
        List<String> known = Arrays.stream(ifNoneMatch.split(",", -1))
                .map(String::strip)
                .map(each -> each.startsWith(WEAK) ? each.substring(WEAK.length()) : each)
                .toList();
        return known.contains("*") || known.contains(tag);
    }
}
