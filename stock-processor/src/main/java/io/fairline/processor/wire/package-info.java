/** The crossing between records and the rules: Avro, the registry, and what no schema can read. */
@NullMarked
package io.fairline.processor.wire;

import org.jspecify.annotations.NullMarked;
