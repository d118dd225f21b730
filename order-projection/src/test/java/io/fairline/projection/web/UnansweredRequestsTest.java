package io.fairline.projection.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.QueryTimeoutException;

@ExtendWith(OutputCaptureExtension.class)
class UnansweredRequestsTest {

    private final AtomicLong nowNanos = new AtomicLong(Long.MAX_VALUE); // it may turn over at any time
    private final UnansweredRequests unanswered = new UnansweredRequests(nowNanos::get);

    @Test
    void firstIsToldAtOnceAndTheNextOnesByTheirNumber(CapturedOutput output) {
        fail("/deals");
        assertThat(output.getAll().lines())
                .singleElement()
                .asString()
                .contains("WARN", "/deals", "nor 0 requests", "no time");

        nowNanos.addAndGet(UnansweredRequests.PAUSE.toNanos() - 1);
        IntStream.range(0, 100_000).parallel().forEach(_ -> fail("/orders"));
        assertThat(output.getAll().lines()).hasSize(1);

        nowNanos.incrementAndGet();
        fail("/orders");
        fail("/orders");
        assertThat(output.getAll().lines()).hasSize(2).last().asString().contains("nor 100000 requests");
    }

    @Test
    void everyPauseHasItsLineAndItsOwnNumber(CapturedOutput output) {
        for (int pause = 0; pause < 3; pause++) {
            fail("/deals");
            fail("/deals");
            nowNanos.addAndGet(UnansweredRequests.PAUSE.toNanos());
        }

        assertThat(output.getAll().lines()).hasSize(3).last().asString().contains("nor 1 requests");
    }

    private void fail(String path) {
        unanswered.add(path, new QueryTimeoutException("no time"));
    }
}
