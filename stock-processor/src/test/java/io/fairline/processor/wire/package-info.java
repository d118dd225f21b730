@NullMarked
package io.fairline.processor.wire;

import org.jspecify.annotations.NullMarked;
