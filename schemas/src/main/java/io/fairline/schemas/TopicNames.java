package io.fairline.schemas;

/**
 * The topics' names, and that of the group which reads the commands. The prefix is empty in production; tests use one
 * each, so that they share a broker.
 *
 * @param prefix put before every name as it is, such as {@code "test7-"}
 */
public record TopicNames(String prefix) {

    /** What shoppers, the shop and the clock ask; key: deal id in decimal digits. */
    public String commands() {
        return prefix + "order-commands";
    }

    /** What was decided; key and partition as in {@link #commands()}. */
    public String events() {
        return prefix + "order-events";
    }

    /** Terms and phase of each deal, compacted; key and partition as in {@link #commands()}. */
    public String deals() {
        return prefix + "deals";
    }

    /** Records of {@link #commands()} that could not be read, byte for byte, the error in their headers. */
    public String deadLetters() {
        return prefix + "order-commands-dlt";
    }

    /** The consumer group of the processors: what it has committed of {@link #commands()} is decided. */
    public String processors() {
        return prefix + "stock-processor";
    }
}
