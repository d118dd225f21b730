package io.fairline.processor.wire;

import java.util.LinkedHashMap;

/**
 * What was wrong under other schema ids when the registry was known to answer, so that a batch of garbage does not have
 * it proven for every record.
 *
 * <p>A schema is registered before anybody writes with it. So a record that had been appended when its id was asked for, and
 * fails now as another did then, is no better than that one. One that was appended later may be: its schema may have come.
 */
final class ProvenFailures {

    private static final int MOST = 1_000;

    private final LinkedHashMap<Integer, Proof> byId = new LinkedHashMap<>();

    /** The registry answered, before and after, when this failed. */
    void note(int schemaId, String failure, long askedAtMillis) {
        byId.putLast(schemaId, new Proof(failure, askedAtMillis));
        if (byId.size() > MOST) {
            byId.pollFirstEntry();
        }
    }

    /** Whether such a failure of a record appended at that time needs no other proof. */
    boolean prove(int schemaId, String failure, long appendedAtMillis) {
        Proof proof = byId.get(schemaId);
        return proof != null && appendedAtMillis < proof.askedAtMillis() && failure.equals(proof.failure());
    }

    private record Proof(String failure, long askedAtMillis) {}
}
