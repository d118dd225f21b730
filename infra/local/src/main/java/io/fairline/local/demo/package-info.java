/** Shows the promise kept: twenty shoppers, ten units, and a line that is served in the order in which it formed. */
@NullMarked
package io.fairline.local.demo;

import org.jspecify.annotations.NullMarked;
