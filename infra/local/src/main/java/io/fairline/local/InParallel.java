package io.fairline.local;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Servers start and stop side by side: on a laptop most of that time is waiting. */
public final class InParallel {

    private InParallel() {}

    /** Does this with each and returns when all are done; then the first failure, if there was one, is thrown. */
    public static <T> void run(Collection<T> items, Consumer<T> action) {
        run(withEach(items, action));
    }

    /** Runs all and returns when all are done; then the first failure, if there was one, is thrown. */
    public static void run(List<Runnable> actions) {
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            actions.forEach(action -> running.add(threads.submit(action)));
        }
        running.forEach(InParallel::rethrow);
    }

    /** Does this with each until one fails: then the others are interrupted, and when all have ended that failure is thrown. */
    public static <T> void untilOneFails(Collection<T> items, Consumer<T> action) {
        untilOneFails(withEach(items, action));
    }

    /** Runs all until one fails: then the others are interrupted, and when all have ended that failure is thrown. */
    public static void untilOneFails(List<Runnable> actions) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletionService<?> ended = new ExecutorCompletionService<>(threads);
            actions.forEach(action -> {
                Future<?> _ = ended.submit(action, null);
            });
            try {
                for (Runnable _ : actions) {
                    rethrow(ended.take());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StartFailure("interrupted", e);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private static <T> List<Runnable> withEach(Collection<T> items, Consumer<T> action) {
        return items.stream().map(item -> (Runnable) () -> action.accept(item)).toList();
    }

    private static void rethrow(Future<?> done) {
        try {
            done.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StartFailure failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted", e);
        }
    }
}
