package io.fairline.projection.web;

import java.util.List;

/**
 * As much of a list as is shown at once.
 *
 * @param more whether the list goes on
 */
record Slice<T>(List<T> shown, boolean more) {

    /** @param found one more than {@code size} where there are as many */
    static <T> Slice<T> of(List<T> found, int size) {
        return new Slice<>(found.subList(0, Math.min(size, found.size())), found.size() > size);
    }
}
