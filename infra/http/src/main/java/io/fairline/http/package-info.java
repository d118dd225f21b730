/** What every service that shoppers reach does alike at its edge: which headers it takes, and how much a client may hold. */
@NullMarked
package io.fairline.http;

import org.jspecify.annotations.NullMarked;
