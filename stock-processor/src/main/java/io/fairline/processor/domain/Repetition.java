package io.fairline.processor.domain;

/** Whether a command has been seen before; such a command is answered by no event. */
public enum Repetition {
    /** It is new. */
    NONE,
    /** The same request again, as after a lost answer. */
    SAME,
    /** Another request under an id that is taken. The first one stands. */
    CONFLICTING
}
