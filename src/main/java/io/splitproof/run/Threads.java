package io.splitproof.run;

import io.splitproof.history.RealTime;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes every thread of the harness. */
public final class Threads {
    private static final long REMOVAL_MILLIS = 90_000;
    private static final ReentrantLock SET_UP = new ReentrantLock();

    private Threads() {}

    /** Does what installs, starts or builds something while no other run of this process does. */
    public static <T> T oneAtATime(Supplier<T> setUp) throws InterruptedException {
        SET_UP.lockInterruptibly();
        try {
            return setUp.get();
        } finally {
            SET_UP.unlock();
        }
    }

    /** A bounded executor of daemon threads for calls that wait; further calls queue. */
    public static ThreadPoolExecutor bounded(String name, int threads) {
        var pool = new ThreadPoolExecutor(
                threads, threads, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> daemon(name, task));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /**
     * Does something again and again on a thread of its own, until it is closed; each time begins so long after the one
     * before has ended.
     *
     * @param tick must not fail
     */
    public static AutoCloseable again(String name, RealTime pause, Runnable tick) {
        var one = new ScheduledThreadPoolExecutor(1, task -> daemon(name, task));
        var unused = one.scheduleWithFixedDelay(tick, 0, pause.nanos(), TimeUnit.NANOSECONDS);
        return one::shutdownNow;
    }

    /** Does something once, so long from now, unless the process has ended by then. */
    public static void later(String name, RealTime delay, Runnable task) {
        var one = new ScheduledThreadPoolExecutor(1, run -> daemon(name, run));
        var unused = one.schedule(task, delay.nanos(), TimeUnit.NANOSECONDS);
        one.shutdown();
    }

    /** Something that may be interrupted. */
    @FunctionalInterface
    public interface Task {
        void run() throws InterruptedException;
    }

    /**
     * Does all tasks, so many at once, in their order. When one fails or this thread is interrupted, the others are
     * interrupted and waited for, as they have containers to remove; the failure is thrown.
     */
    public static void together(String name, int atOnce, List<Task> tasks) throws InterruptedException {
        if (tasks.isEmpty()) {
            return;
        }
        var pool = bounded(name, atOnce);
        try {
            List<Future<Void>> running =
                    tasks.stream().map(task -> pool.submit(callable(task))).toList();
            for (Future<Void> one : running) {
                finished(one);
            }
        } finally {
            end(pool, REMOVAL_MILLIS);
        }
    }

    private static Callable<@Nullable Void> callable(Task task) {
        return () -> {
            task.run();
            return null;
        };
    }

    private static void finished(Future<Void> task) throws InterruptedException {
        try {
            task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("a task failed", e.getCause());
        }
    }

    /** A thread for each task, for loops that last as long as the run; at most {@code threads}. */
    static ThreadPoolExecutor loops(String name, int threads) {
        return new ThreadPoolExecutor(
                0, threads, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> daemon(name, task));
    }

    private static Thread daemon(String name, Runnable task) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Ends an executor; its tasks are interrupted and waited for, within a limit. */
    static boolean end(ThreadPoolExecutor executor, long limitMillis) {
        executor.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            return executor.awaitTermination(limitMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
            return false;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
