/** Single parts measured alone: the rules, the wire format, order ids, the topology, the read model. */
@NullMarked
package io.fairline.perf.bench;

import org.jspecify.annotations.NullMarked;
