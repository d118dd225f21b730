/** Tests of one package by itself. */
@NullMarked
package io.fairline.projection.log;

import org.jspecify.annotations.NullMarked;
