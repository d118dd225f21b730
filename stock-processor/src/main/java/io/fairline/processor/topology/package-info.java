/** Kafka Streams around the rules: reads commands, keeps the state of deals and orders, writes what was decided. */
@NullMarked
package io.fairline.processor.topology;

import org.jspecify.annotations.NullMarked;
