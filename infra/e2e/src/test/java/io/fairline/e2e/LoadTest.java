package io.fairline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairline.local.stack.LocalStack;
import io.fairline.perf.fairness.FairnessChecker;
import io.fairline.perf.fairness.History;
import io.fairline.perf.fairness.Verdict;
import io.fairline.perf.load.LoadRun;
import io.fairline.perf.load.LoadSettings;
import io.fairline.perf.load.RecordedHistory;
import io.fairline.perf.load.RunRecord;
import io.fairline.perf.load.Shoppers;
import io.fairline.perf.load.Target;
import io.fairline.perf.load.TopicReader;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code make load} does, small: everything that it reads can be read, and a run that kept the promise passes. */
class LoadTest {

    private static final LoadSettings SMALL = new LoadSettings(
            50,
            Duration.ofSeconds(1),
            2,
            Duration.ofSeconds(3),
            2,
            1_000,
            1,
            3_600,
            10,
            8,
            50,
            30,
            Shop.PATIENCE,
            20_261_122);

    private final LocalStack stack = Fairline.stack();

    @BeforeEach
    void everythingRuns() {
        Fairline.mend();
    }

    @Test
    void aRunIsHeldAgainstTopicsRowsAndWhatTheCacheSaidMeanwhile() {
        Target target = Target.of(stack, Map::of);
        TopicReader topics = new TopicReader(target);

        LoadRun load = new LoadRun("load-test", target, Shoppers.sign(10, stack.keys()), SMALL, System.out);
        RunRecord run = load.openLoop();
        History history = RecordedHistory.of(run, target, topics);
        Verdict verdict = FairnessChecker.check(history);

        assertThat(run.cacheSeen()).isNotEmpty();
        assertThat(run.neverSeen()).isEmpty();
        assertThat(history.orders()).hasSizeGreaterThan(100);
        assertThat(verdict.rowsAndCacheChecked()).isTrue();
        assertThat(verdict.findings())
                .allSatisfy(finding ->
                        assertThat(finding.examples()).as(finding.check()).isEmpty());
    }
}
