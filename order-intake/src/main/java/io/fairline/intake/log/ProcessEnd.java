package io.fairline.intake.log;

/** What follows when the service cannot go on: its process ends, with a code that tells its supervisor. */
@FunctionalInterface
public interface ProcessEnd {

    /**
     * Ends it.
     *
     * @param reason one line for the operator
     */
    void because(Why why, String reason);

    /** Which code it ends with. */
    enum Why {
        /** Going on would do harm that no retry mends: the reason says what to do. */
        REFUSAL(78, "refuses to run"), // EX_CONFIG of sysexits.h
        /** A thread has ended that nothing works without; the next process may do better. */
        FAILURE(1, "ends");

        private final int code;
        private final String verb;

        Why(int code, String verb) {
            this.code = code;
            this.verb = verb;
        }

        public int code() {
            return code;
        }

        public String verb() {
            return verb;
        }
    }
}
