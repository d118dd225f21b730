package io.fairline.schemas;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls the registry's client with a time limit, in a thread of its own: the client may wait for ever for a registry that
 * never answers. One thread for all calls, as Avro caches its readers by thread.
 */
public final class RegistryCalls implements AutoCloseable {

    /** A registry that works answers within milliseconds, right after its start within a second or two. */
    public static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    private final Duration answerWithin;
    private @Nullable ExecutorService caller;

    /** @param answerWithin a call that has not returned by then is abandoned */
    public RegistryCalls(Duration answerWithin) {
        this.answerWithin = answerWithin;
    }

    /**
     * What the call returns or throws.
     *
     * @throws NoAnswer when it has not ended in time; it may go on, so what it uses is not to be used again
     */
    public <T> T call(Supplier<T> call) {
        if (caller == null) {
            caller = Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("registry-calls").factory());
        }
        Future<T> answer = caller.submit(call::get);
        try {
            return answer.get(answerWithin.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        } catch (TimeoutException e) {
            close();
            throw new NoAnswer("no answer within %d ms".formatted(answerWithin.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new NoAnswer("interrupted before there was an answer");
        }
    }

    /** Interrupts what is still going on and does not wait for it. */
    @Override
    public void close() {
        if (caller != null) {
            caller.shutdownNow();
            caller = null;
        }
    }

    /** The registry's client has said neither yes nor no. */
    public static final class NoAnswer extends RuntimeException {
        NoAnswer(String message) {
            super(message);
        }
    }
}
