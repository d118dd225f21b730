/** What crosses a service line: order ids, topic names, serdes; the records themselves are generated from Avro. */
@NullMarked
package io.fairline.schemas;

import org.jspecify.annotations.NullMarked;
