/** How commands are written and deals are read: Avro, and where a registry's client comes from. */
@NullMarked
package io.fairline.intake.wire;

import org.jspecify.annotations.NullMarked;
