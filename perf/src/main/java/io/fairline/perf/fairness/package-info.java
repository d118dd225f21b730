/** Holds a recorded history against the promise: fair, exact, never forgotten. Each check is one class, O(n). */
@NullMarked
package io.fairline.perf.fairness;

import org.jspecify.annotations.NullMarked;
