package io.fairline.processor.topology;

import io.fairline.processor.domain.Event;
import io.fairline.processor.domain.Repetition;

/** Is told what was decided, to count it. Called on stream threads; must be fast and must not throw. */
public interface DecisionObserver {

    void decided(Event event);

    void repeated(Repetition repetition);

    void deadLettered(String reason);

    /** How long a command lay in the log before its decision; less than nothing where this machine's clock is behind. */
    void waited(long millis);
}
