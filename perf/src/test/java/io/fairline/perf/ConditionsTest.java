package io.fairline.perf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.perf.load.RunRecord;
import io.fairline.perf.load.SampleRun;
import io.fairline.perf.report.Figures;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ConditionsTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, UTF_8);

    @Test
    void aRunInWhichEverybodyWasServedSucceeds() {
        Figures figures = figures(SampleRun.allWon(0));

        assertThat(Conditions.of(figures).hold(out)).isTrue();
        assertThat(LoadVerbs.everyUserStarted(figures, 100).hold(out)).isTrue();
        assertThat(LoadVerbs.shedInGoodOrder(figures).hold(out)).isTrue();
        assertThat(text()).isEmpty();
    }

    @Test
    void aRunInWhichNothingWasAcceptedFails() {
        assertThat(Conditions.of(figures(SampleRun.allUnknown())).hold(out)).isFalse();
        assertThat(text()).contains("FAILED: no order was accepted");
    }

    @Test
    void aRunInWhichADecisionWasNeverSeenFails() {
        assertThat(Conditions.of(figures(SampleRun.allWon(1))).hold(out)).isFalse();
        assertThat(text()).contains("FAILED: 1 followed orders were never seen decided");
    }

    @Test
    void aRunThatForgotAnOrderFails() {
        assertThat(Conditions.of(figures(SampleRun.of100Orders())).hold(out)).isFalse();
        assertThat(text()).contains("FAILED: 1 accepted orders were not decided");
    }

    @Test
    void aRunInWhichManyHaveNoAnswerFails() {
        assertThat(Conditions.of(figures(SampleRun.of100Orders())).hold(out)).isFalse();
        assertThat(text()).contains("FAILED: 2 of 100 were refused without 503 and Retry-After, or have no answer");
    }

    @Test
    void usersWhoNeverBeganFailTheOverload() {
        assertThat(LoadVerbs.everyUserStarted(figures(SampleRun.allWon(0)), 101).hold(out))
                .isFalse();
        assertThat(text()).contains("FAILED: 100 of 101 users ordered");
    }

    @Test
    void whatIsNotShedWithARetryAfterFailsTheSpike() {
        assertThat(LoadVerbs.shedInGoodOrder(figures(SampleRun.of100Orders())).hold(out))
                .isFalse();
        assertThat(text())
                .contains("FAILED: 1 were refused without 503 and Retry-After")
                .contains("FAILED: 1 have no answer, or one that promises nothing");
    }

    private static Figures figures(RunRecord run) {
        return Figures.of(run, null);
    }

    private String text() {
        return printed.toString(UTF_8);
    }
}
