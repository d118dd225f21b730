/** Sends orders, open loop or closed, and records what became of each: answered, decided, visible. */
@NullMarked
package io.fairline.perf.load;

import org.jspecify.annotations.NullMarked;
