/** The HTTP edge of the alternatives: the stack and the checks of order-intake, so that only the deciding differs. */
@NullMarked
package io.fairline.perf.baselines.server;

import org.jspecify.annotations.NullMarked;
