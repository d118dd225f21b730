/** Redis: remembers for at most a day which request came under which Idempotency-Key, as well as it can and no better. */
@NullMarked
package io.fairline.intake.idempotency;

import org.jspecify.annotations.NullMarked;
