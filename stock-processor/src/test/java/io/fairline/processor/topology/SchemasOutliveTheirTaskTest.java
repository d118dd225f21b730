package io.fairline.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchemasOutliveTheirTaskTest {

    private static final int DEAL = 7;

    private final DeciderFixture decider = new DeciderFixture();

    @AfterEach
    void stop() {
        decider.close();
    }

    @Test
    void whatTheRegistryHasAnsweredIsNotAskedAgainWhenATaskIsMadeAnew() {
        byte[] older = OlderCommands.openDeal(decider.registry(), DEAL);
        decider.sendBytes(DEAL, older);
        decider.registry().takeDown();
        decider.makeAnew();
        decider.sendBytes(DEAL, older);
        assertThat(decider.waits()).as("both decided").hasSize(2);
    }
}
