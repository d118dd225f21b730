/** Queries out: who may see what, single statuses with waiting, pages, and a problem for everything else. */
@NullMarked
package io.fairline.projection.web;

import org.jspecify.annotations.NullMarked;
