/** HTTP: who may ask, what is asked and what is answered, every error as a problem of RFC 9457. */
@NullMarked
package io.fairline.intake.web;

import org.jspecify.annotations.NullMarked;
