package io.fairline.processor;

/** What follows when the topology has ended by itself: the process ends too, with a code that tells its supervisor. */
interface ProcessEnd {

    void because(String reason);
}
