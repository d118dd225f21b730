package io.fairline.processor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProvenFailuresTest {

    private static final int SCHEMA = 424242;
    private static final long ASKED = 1_000_000;
    private static final String UNKNOWN = "404: no such schema";

    private final ProvenFailures proven = new ProvenFailures();

    @Test
    void whatStoodInTheLineAndFailsAlikeIsProven() {
        proven.note(SCHEMA, UNKNOWN, ASKED);
        assertThat(proven.prove(SCHEMA, UNKNOWN, ASKED - 1)).isTrue();
        assertThat(proven.prove(SCHEMA, UNKNOWN, ASKED - 60_000)).isTrue();
    }

    @Test
    void aSchemaMayHaveComeSince() {
        proven.note(SCHEMA, UNKNOWN, ASKED);
        assertThat(proven.prove(SCHEMA, UNKNOWN, ASKED)).isFalse();
        proven.note(SCHEMA, UNKNOWN, ASKED + 1);
        assertThat(proven.prove(SCHEMA, UNKNOWN, ASKED)).isTrue();
    }

    @Test
    void anotherFailureMayBeTheRegistrys() {
        proven.note(SCHEMA, UNKNOWN, ASKED);
        assertThat(proven.prove(SCHEMA, "connection refused", ASKED - 1)).isFalse();
    }

    @Test
    void anotherIdIsAnotherMatter() {
        proven.note(SCHEMA, UNKNOWN, ASKED);
        assertThat(proven.prove(SCHEMA + 1, UNKNOWN, ASKED - 1)).isFalse();
    }

    @Test
    void garbageThatNamesEverNewIdsTakesNoMemoryForThem() {
        for (int id = 0; id <= 1_000; id++) {
            proven.note(id, UNKNOWN, ASKED);
        }
        assertThat(proven.prove(0, UNKNOWN, ASKED - 1)).isFalse();
        assertThat(proven.prove(1, UNKNOWN, ASKED - 1)).isTrue();
    }
}
