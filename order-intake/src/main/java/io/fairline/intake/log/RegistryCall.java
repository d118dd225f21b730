package io.fairline.intake.log;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Whatever may ask the schema registry. The serdes' clients wait for ever for one that accepts them and then hangs. */
final class RegistryCall {

    private static final Duration LONGEST = Duration.ofSeconds(5);

    private RegistryCall() {}

    /**
     * What the call returns or throws, or an {@link IllegalStateException} after a while: then it is interrupted, and
     * nobody looks at what becomes of it.
     */
    static <T> T bounded(Supplier<T> call) {
        FutureTask<T> answer = new FutureTask<>(call::get);
        Thread.ofVirtual().name("registry-call").start(answer);
        try {
            return answer.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // Not with e: it says nothing, and would be what is logged.
            throw new IllegalStateException("no answer within %d s".formatted(LONGEST.toSeconds()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }
}
