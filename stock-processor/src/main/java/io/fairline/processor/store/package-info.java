/** The state of one partition: its keys, its stored forms, and what is kept in memory and on disk. */
@NullMarked
package io.fairline.processor.store;

import org.jspecify.annotations.NullMarked;
