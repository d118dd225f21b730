@NullMarked
package io.fairline.processor.store;

import org.jspecify.annotations.NullMarked;
