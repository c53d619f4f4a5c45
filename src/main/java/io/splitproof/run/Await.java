package io.splitproof.run;

import io.splitproof.history.RealTime;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Gates a phase on a condition, with a bound and a name. It never measures. */
public final class Await {
    private static final Duration POLL = Duration.ofMillis(25);

    private Await() {}

    /**
     * Waits until nothing is missing.
     *
     * @param limit how long it waits at most
     * @return what was still missing at the limit, or empty
     */
    public static Optional<String> nothingMissing(String name, RealTime limit, Supplier<Optional<String>> missing)
            throws InterruptedException {
        var last = new String[] {"nothing was asked yet"};
        try {
            Awaitility.await(name)
                    .dontCatchUncaughtExceptions()
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(POLL)
                    .atMost(limit.span())
                    .until(() -> {
                        if (Thread.interrupted()) {
                            throw new InterruptedException("the run was interrupted while it waited for: " + name);
                        }
                        Optional<String> now = missing.get();
                        now.ifPresent(m -> last[0] = m);
                        return now.isEmpty();
                    });
            return Optional.empty();
        } catch (ConditionTimeoutException e) {
            return Optional.of(last[0]);
        }
    }
}
