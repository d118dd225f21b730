package io.fairline.local;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Servers start and stop side by side: on a laptop most of that time is waiting. */
public final class InParallel {

    private InParallel() {}

    /** Does this with each and returns when all are done; then the first failure, if there was one, is thrown. */
    public static <T> void run(Collection<T> items, Consumer<T> action) {
        run(items.stream().map(item -> (Runnable) () -> action.accept(item)).toList());
    }

    /** Runs all and returns when all are done; then the first failure, if there was one, is thrown. */
    public static void run(List<Runnable> actions) {
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            actions.forEach(action -> running.add(threads.submit(action)));
        }
        running.forEach(InParallel::rethrow);
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
