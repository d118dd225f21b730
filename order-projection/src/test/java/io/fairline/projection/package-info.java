/** The projection as a whole, on real servers: events in at one end, answers out at the other. */
@NullMarked
package io.fairline.projection;

import org.jspecify.annotations.NullMarked;
