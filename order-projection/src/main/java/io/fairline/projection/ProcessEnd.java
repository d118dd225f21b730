package io.fairline.projection;

/** What follows when the consumer has ended by itself: the process ends too, with a code that tells its supervisor. */
public interface ProcessEnd {

    void because(String reason);
}
