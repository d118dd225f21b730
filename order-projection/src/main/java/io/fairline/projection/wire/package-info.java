/** How events are read: Avro, and where a registry's client comes from. */
@NullMarked
package io.fairline.projection.wire;

import org.jspecify.annotations.NullMarked;
