/** The whole path of an order through real processes: what is promised, also when they are killed. */
@NullMarked
package io.fairline.e2e;

import org.jspecify.annotations.NullMarked;
