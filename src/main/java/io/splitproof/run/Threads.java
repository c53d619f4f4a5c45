package io.splitproof.run;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Makes every thread of the harness. */
public final class Threads {
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
    public static boolean end(ThreadPoolExecutor executor, long limitMillis) {
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
