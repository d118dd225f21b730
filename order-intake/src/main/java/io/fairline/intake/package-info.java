/** The service that takes orders: it starts what the packages below need and ends when they refuse to run. */
@NullMarked
package io.fairline.intake;

import org.jspecify.annotations.NullMarked;
