/** The whole of Fairline on one machine: the servers and the services, started, watched and ended together. */
@NullMarked
package io.fairline.local.stack;

import org.jspecify.annotations.NullMarked;
