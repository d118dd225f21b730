package io.fairline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InParallelTest {

    private final StartFailure failure = new StartFailure("the second one fails");

    @Test
    void whoFailsIsNotWaitedForByThoseWhoseStartCannotHelpAnyMore() {
        CountDownLatch waits = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        Runnable first = () -> {
            waits.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.set(true);
                throw new StartFailure("the first one was interrupted", e);
            }
        };
        Runnable second = () -> {
            awaitQuietly(waits);
            throw failure;
        };

        assertThatThrownBy(() -> InParallel.untilOneFails(List.of(first, second)))
                .isSameAs(failure);
        assertThat(interrupted).isTrue();
    }

    @Test
    void allAreDoneAlthoughOneFails() {
        AtomicInteger done = new AtomicInteger();

        assertThatThrownBy(() -> InParallel.run(List.of(1, 2, 3), number -> {
                    done.incrementAndGet();
                    if (number == 2) {
                        throw failure;
                    }
                }))
                .isSameAs(failure);
        assertThat(done).hasValue(3);
    }

    @Test
    void noneIsGivenUpWhereNoneFails() {
        AtomicInteger done = new AtomicInteger();

        InParallel.untilOneFails(List.of(1, 2, 3), _ -> done.incrementAndGet());

        assertThat(done).hasValue(3);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
