/** Tests of one package by itself. */
@NullMarked
package io.fairline.projection.wire;

import org.jspecify.annotations.NullMarked;
