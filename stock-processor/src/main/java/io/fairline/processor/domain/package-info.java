/** The rules: what a command does to a deal, as pure functions of state, command and time. */
@NullMarked
package io.fairline.processor.domain;

import org.jspecify.annotations.NullMarked;
