/** Real servers as child processes (Kafka, PostgreSQL, Redis, schema registry), for the launcher and for every test. */
@NullMarked
package io.fairline.local;

import org.jspecify.annotations.NullMarked;
