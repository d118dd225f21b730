/** Submitting a command: admission, its Idempotency-Key, the log. */
@NullMarked
package io.fairline.intake.submission;

import org.jspecify.annotations.NullMarked;
