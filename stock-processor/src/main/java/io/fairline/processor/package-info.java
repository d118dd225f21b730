/** The service: starts the topology when broker and registry are there, watches it, and ends it. */
@NullMarked
package io.fairline.processor;

import org.jspecify.annotations.NullMarked;
