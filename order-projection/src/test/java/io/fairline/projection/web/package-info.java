/** Tests of one package by itself. */
@NullMarked
package io.fairline.projection.web;

import org.jspecify.annotations.NullMarked;
