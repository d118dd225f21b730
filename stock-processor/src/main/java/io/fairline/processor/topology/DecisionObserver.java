package io.fairline.processor.topology;

import io.fairline.processor.domain.Event;
import io.fairline.processor.domain.Repetition;
import io.fairline.processor.wire.Cause;

/** Is told what was decided, to count it. Called on stream threads; must be fast and must not throw. */
public interface DecisionObserver {

    void decided(Event event);

    void repeated(Repetition repetition);

    /** A record that cannot be read is put aside; {@code record} says where it stands. */
    void deadLettered(Cause record, String reason);

    /** How long a command lay in the log before its decision; less than nothing where this machine's clock is behind. */
    void waited(long millis);
}
