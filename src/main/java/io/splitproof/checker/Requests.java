package io.splitproof.checker;

import io.splitproof.history.Action;
import io.splitproof.history.Event.FaultStarted;
import io.splitproof.history.Outcome;
import io.splitproof.history.Outcome.Served;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The requests of one application's client, in order, and when the first fault began. */
record Requests(List<Attempt> all, long faultNanos) {
    static Requests of(Evidence evidence, Attempts attempts, String client) {
        long fault = evidence.history()
                .of(FaultStarted.class)
                .mapToLong(FaultStarted::atNanos)
                .min()
                .orElse(Long.MIN_VALUE);
        return new Requests(attempts.of(client), fault);
    }

    /** True if it began after the first fault did, or if there was no fault. */
    boolean isAfterFault(Attempt request) {
        return request.startNanos() >= faultNanos;
    }

    Service service() {
        return Service.of(all);
    }

    static @Nullable Action action(Attempt request) {
        return request.invoked().action();
    }

    /** Such as {@code check-session session:web:3:1 at 12.481 s (operation 931) ended with timeout}. */
    static String words(Attempt request) {
        Action action = action(request);
        return (action == null ? "request" : action.word()) + " "
                + request.invoked().key() + " at "
                + Words.moment(request.startNanos()) + " (operation "
                + request.invoked().op() + ") "
                + ending(request);
    }

    private static String ending(Attempt request) {
        Served served = request.served();
        if (served != null) {
            return "was settled " + by(served);
        }
        if (request.completed() == null) {
            return "had no end";
        }
        Outcome outcome = request.completed().outcome();
        return "ended with "
                + (outcome instanceof Outcome.Fail fail
                        ? fail.error()
                        : outcome instanceof Outcome.Info info ? info.error() : outcome);
    }

    /** Such as {@code by redis-2 (Redis said miss)}. */
    static String by(Served served) {
        String said = (served.redis() == null ? "" : "Redis said " + served.redis())
                + (served.database() == null
                        ? ""
                        : (served.redis() == null ? "" : ", ") + "the database said " + served.database());
        String who = served.node() == null ? "without a check" : "by " + served.node();
        return said.isEmpty() ? who : who + " (" + said + ")";
    }

    /** When and by whom it was acknowledged. */
    static String acknowledgement(Attempt request) {
        Served served = request.served();
        return "at " + Words.moment(request.endNanos()) + (served == null ? "" : " " + by(served)) + " (operation "
                + request.invoked().op() + ")";
    }
}
