/** Kafka: commands go out to the log and are acknowledged, deals come in. */
@NullMarked
package io.fairline.intake.log;

import org.jspecify.annotations.NullMarked;
