/** What people build instead of Fairline: seven ways to sell limited stock, each as its fans would build it. */
@NullMarked
package io.fairline.perf.baselines;

import org.jspecify.annotations.NullMarked;
