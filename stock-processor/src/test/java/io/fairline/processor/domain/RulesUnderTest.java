package io.fairline.processor.domain;

import java.util.List;

/** The rules, or rules with a fault planted in them. */
record RulesUnderTest(Decide decide, Evolve evolve) {

    /** See {@link Rules#decide}. */
    interface Decide {
        List<Event> decide(State state, Command command, long nowMillis);
    }

    /** See {@link Evolution#evolve}. */
    interface Evolve {
        State evolve(State state, Event event);
    }

    static RulesUnderTest real() {
        return new RulesUnderTest(Rules::decide, Evolution::evolve);
    }

    RulesUnderTest deciding(Decide other) {
        return new RulesUnderTest(other, evolve);
    }

    RulesUnderTest evolving(Evolve other) {
        return new RulesUnderTest(decide, other);
    }
}
