package io.fairline.projection.store;

/** Somebody else has applied what this instance was about to apply: nothing was written. */
public final class Fenced extends RuntimeException {

    Fenced(String message) {
        super(message);
    }
}
