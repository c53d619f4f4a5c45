package io.splitproof.deployment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Runs independent calls at once on an executor that somebody else owns, all under one named limit. */
public final class Parallel {
    /** What one more container costs the engine of a small machine, in any of its calls, generously. */
    private static final Duration EACH = Duration.ofMillis(500);

    private Parallel() {}

    /** A limit for engine calls on that many containers: a machine does not start a hundred as fast as ten. */
    static Duration growing(Duration limit, int containers) {
        return limit.plus(EACH.multipliedBy(containers));
    }

    /**
     * Runs all tasks and returns their results in order.
     *
     * <p>Every task is waited for, also after one has failed, so that nothing goes on behind the caller's back; the
     * first failure is thrown with the others suppressed.
     */
    public static <T> List<T> all(Executor executor, String what, Duration limit, List<? extends Callable<T>> tasks) {
        var futures = new ArrayList<CompletableFuture<T>>();
        for (Callable<T> task : tasks) {
            futures.add(CompletableFuture.supplyAsync(() -> call(task), executor));
        }
        long deadline = System.nanoTime() + limit.toNanos();
        var results = new ArrayList<T>();
        DeploymentException failure = null;
        for (CompletableFuture<T> future : futures) {
            try {
                results.add(future.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS));
            } catch (ExecutionException | TimeoutException e) {
                failure = join(failure, failed(what, limit, e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DeploymentException(what + " was interrupted", e);
            }
        }
        if (failure != null) {
            throw failure;
        }
        return results;
    }

    /** Runs one task under a named limit: a call of the container engine on a hung container never returns. */
    public static <T> T one(Executor executor, String what, Duration limit, Callable<T> task) {
        return all(executor, what, limit, List.of(task)).get(0);
    }

    /** Does the same to each of several things at once. */
    public static <T> void each(
            Executor executor, String what, Duration limit, Collection<T> items, Consumer<T> action) {
        all(
                executor,
                what,
                limit,
                items.stream().map(i -> task(() -> action.accept(i))).toList());
    }

    /** A task without a result. */
    static Callable<Boolean> task(Runnable action) {
        return () -> {
            action.run();
            return true;
        };
    }

    private static <T> T call(Callable<T> task) {
        try {
            return task.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    private static DeploymentException failed(String what, Duration limit, Exception e) {
        if (e instanceof TimeoutException) {
            return new DeploymentException(what + " did not finish within " + limit.toMillis() + " ms", e);
        }
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return new DeploymentException(what + " failed: " + root(cause).getMessage(), cause);
    }

    /** The engine's own words lie at the bottom of Testcontainers' wrappers, unless ours say more. */
    static Throwable root(Throwable thrown) {
        Throwable cause = thrown.getCause();
        boolean isOurs = thrown instanceof DeploymentException;
        return isOurs || cause == null || cause == thrown ? thrown : root(cause);
    }

    private static DeploymentException join(
            @org.jspecify.annotations.Nullable DeploymentException first, DeploymentException next) {
        if (first == null) {
            return next;
        }
        first.addSuppressed(next);
        return first;
    }
}
