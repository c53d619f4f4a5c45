package io.splitproof.cli;

import io.splitproof.engine.Engine;
import io.splitproof.engine.Leases;
import io.splitproof.engine.Provision;
import io.splitproof.history.RealTime;
import io.splitproof.run.Threads;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * What is still there of all that this process started, by the engine's own account: what it was asked to remove and
 * what it removed are two things.
 *
 * @param names empty if nobody could tell
 */
record Leftovers(Optional<List<String>> names) {
    private static final RealTime LIMIT = RealTime.ofSeconds(5);

    /** Asks the engine, which may hang, within a limit. */
    static Leftovers ofThisProcess() {
        return asked(Leftovers::list, LIMIT);
    }

    private static List<String> list() {
        try (var engine = Engine.connect(Provision.NEVER, line -> {})) {
            return new Leases(engine, Runnable::run).ofThisProcess();
        }
    }

    static Leftovers asked(Supplier<List<String>> engine, RealTime limit) {
        var calls = Threads.bounded("splitproof-leftovers", 1);
        try {
            return new Leftovers(
                    Optional.of(CompletableFuture.supplyAsync(engine, calls).get(limit.nanos(), TimeUnit.NANOSECONDS)));
        } catch (ExecutionException | TimeoutException e) {
            return new Leftovers(Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Leftovers(Optional.empty());
        } finally {
            calls.shutdownNow();
        }
    }

    /** For whoever has to decide whether there is something left to do. */
    String sentence() {
        if (names.isEmpty()) {
            return "the container engine does not say whether everything that was started is removed;"
                    + " ./splitproof clean removes what is left";
        }
        return names.get().isEmpty()
                ? "everything that was started is removed"
                : "the container engine did not remove " + String.join(", ", names.get())
                        + "; ./splitproof clean removes them";
    }
}
