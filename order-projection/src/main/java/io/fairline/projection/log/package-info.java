/**
 * Events in: reads {@code order-events} from where the store says, folds and hands over one batch a poll. Counts the
 * commands that no event tells of yet.
 */
@NullMarked
package io.fairline.projection.log;

import org.jspecify.annotations.NullMarked;
