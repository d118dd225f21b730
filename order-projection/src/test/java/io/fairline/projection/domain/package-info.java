/** Tests of one package by itself. */
@NullMarked
package io.fairline.projection.domain;

import org.jspecify.annotations.NullMarked;
