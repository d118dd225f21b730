/** What is kept: rows in Postgres, in one fenced transaction a batch; then entries in Redis, only ever forward. */
@NullMarked
package io.fairline.projection.store;

import org.jspecify.annotations.NullMarked;
