/** What the events mean for the read model, pure: a batch of events folded into changes of orders, deals and ledger. */
@NullMarked
package io.fairline.projection.domain;

import org.jspecify.annotations.NullMarked;
