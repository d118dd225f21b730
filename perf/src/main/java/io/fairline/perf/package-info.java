/** The verbs: what each of them starts, runs, checks and writes. */
@NullMarked
package io.fairline.perf;

import org.jspecify.annotations.NullMarked;
