/** Bearer tokens: how one is found in a request, what makes it good, and how long that is remembered. */
@NullMarked
package io.fairline.http.tokens;

import org.jspecify.annotations.NullMarked;
