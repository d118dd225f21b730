/** Events in: reads {@code order-events} from where the store says, folds and hands over one batch a poll; counts what is not decided yet. */
@NullMarked
package io.fairline.projection.log;

import org.jspecify.annotations.NullMarked;
