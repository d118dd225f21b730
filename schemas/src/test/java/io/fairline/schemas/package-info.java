/** Holds the contracts to what was approved: schemas, samples, ids and the wire format. */
@NullMarked
package io.fairline.schemas;

import org.jspecify.annotations.NullMarked;
