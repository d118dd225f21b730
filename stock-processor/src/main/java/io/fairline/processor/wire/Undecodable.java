package io.fairline.processor.wire;

/** These bytes are no command, now or on any later try. The message says why, in one line. */
final class Undecodable extends Exception {

    private static final int LONGEST = 300;
    private static final int LONGEST_QUOTE = 64;
    private static final int DEEPEST = 20;

    private final String reason;

    Undecodable(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }

    /** The innermost cause in one line: what outer exceptions say is where it was noticed, not why. */
    static String describe(Throwable failure) {
        Throwable innermost = failure;
        for (int depth = 0; depth < DEEPEST && innermost.getCause() != null; depth++) {
            innermost = innermost.getCause();
        }
        String message = innermost.getMessage();
        String text = innermost.getClass().getSimpleName() + (message == null ? "" : ": " + message);
        return oneLine(text, LONGEST);
    }

    /** Text from outside as part of a reason: in quotes, short, and unable to begin a line of its own in a log. */
    static String quoted(String text) {
        return "'" + oneLine(text, LONGEST_QUOTE) + "'";
    }

    private static String oneLine(String text, int longest) {
        String part = text.length() <= longest ? text : text.substring(0, longest) + "…";
        return part.replaceAll("\\p{Cntrl}+", " ");
    }
}
