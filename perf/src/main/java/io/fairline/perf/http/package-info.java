/** A small HTTP/1.1 client for load: one thread, no pipelining, a few microseconds of CPU for each exchange. */
@NullMarked
package io.fairline.perf.http;

import org.jspecify.annotations.NullMarked;
