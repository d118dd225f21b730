/** What a run comes to: figures, a table, summary.json, histogram logs and a page that opens offline. */
@NullMarked
package io.fairline.perf.report;

import org.jspecify.annotations.NullMarked;
