/** Tests of one package by itself. */
@NullMarked
package io.fairline.projection.store;

import org.jspecify.annotations.NullMarked;
