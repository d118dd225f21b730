package io.fairline.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairline.intake.log.KnownDeals;
import io.fairline.local.LocalServers;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of the deals that are known when their topic holds something odd. */
class DealsFeedTest {

    private final Topics topics = Topics.fresh(LocalServers.shared());

    @Test
    void recordThatNobodyCanReadIsSkippedAndATombstoneForgetsItsDeal() {
        try (RunningIntake intake = RunningIntake.start(topics, Map.of())) {
            int gone = intake.know(Deals::open);
            topics.publishDealBytes(gone, new byte[] {1, 2, 3});
            topics.publishDealBytes(gone, null);

            KnownDeals known = intake.context().getBean(KnownDeals.class);
            await().atMost(RunningIntake.SOON).until(() -> known.find(gone) == null);
            intake.order(gone, 1).isProblem(404, "unknown-deal");
            intake.order(intake.know(Deals::open), 1).isAccepted();
            assertThat(undecodable(intake)).isOne();
            assertThat(intake.ends()).isEmpty();
        }
    }

    @Test
    void instanceThatFollowsTheDealsNoLongerIsNotReadyAndEnds() {
        Map<String, String> settings = Map.of("AVRO_DESERIALIZER", DeserializerThatEndsTheThread.class.getName());
        try (RunningIntake intake = RunningIntake.start(topics, settings)) {
            topics.publish(Deals.open(RunningIntake.unknownDeal()));

            await().atMost(RunningIntake.SOON).until(() -> !intake.isReady());
            await().atMost(RunningIntake.SOON)
                    .untilAsserted(() -> assertThat(intake.ends())
                            .singleElement()
                            .asString()
                            .startsWith("FAILURE")
                            .contains("a library that does not fit"));
        }
    }

    private static double undecodable(RunningIntake intake) {
        return intake.context()
                .getBean(MeterRegistry.class)
                .get("fairline.deals.undecodable")
                .counter()
                .count();
    }
}
