/** The projection: events in, rows and cache entries out, and an answer to every query. */
@NullMarked
package io.fairline.projection;

import org.jspecify.annotations.NullMarked;
