/** What may stand in line, decided from what is known of the deals; pure, without framework, clock or I/O. */
@NullMarked
package io.fairline.intake.admission;

import org.jspecify.annotations.NullMarked;
