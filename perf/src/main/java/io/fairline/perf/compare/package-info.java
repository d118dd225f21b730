/** {@code make compare}: Fairline and its alternatives under the same load, on the same machine, in one go. */
@NullMarked
package io.fairline.perf.compare;

import org.jspecify.annotations.NullMarked;
