/** Kafka Streams around the rules: which thread decides what, when it commits, and when it asks the clock. */
@NullMarked
package io.fairline.processor.topology;

import org.jspecify.annotations.NullMarked;
