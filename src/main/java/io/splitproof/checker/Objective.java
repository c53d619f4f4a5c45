package io.splitproof.checker;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What must hold for a run to pass. An objective is data; a judge measures it.
 *
 * <p>All limits are scenario time.
 */
public sealed interface Objective {
    /** The promise in one sentence. */
    String promise();

    /** The word that scenario files and verdicts use: the record's name in kebab case. */
    default String id() {
        return getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** A failover happens if the forecast says one is possible, and every measured stage lies inside its bounds. */
    record FailoverWithinForecast() implements Objective {
        @Override
        public String promise() {
            return "Every stage of the failover lies inside its forecast.";
        }
    }

    /** From the fault to the first write that the new primary acknowledges. */
    record FailoverWithin(Duration limit) implements Objective {
        @Override
        public String promise() {
            return "A new primary accepts writes within " + Words.seconds(limit) + " of the fault.";
        }
    }

    record NoFailover() implements Objective {
        @Override
        public String promise() {
            return "No replica is promoted.";
        }
    }

    record NoSplitBrain() implements Objective {
        @Override
        public String promise() {
            return "No two nodes acknowledge writes to the same group at once.";
        }
    }

    /** Dual acknowledging is expected: it must be seen, and last no longer than the forecast allows. */
    record SplitBrainWithinForecast() implements Objective {
        @Override
        public String promise() {
            return "Two nodes acknowledge writes at once, for no longer than the forecast allows.";
        }
    }

    record NoLostWrites() implements Objective {
        @Override
        public String promise() {
            return "No acknowledged write is lost.";
        }
    }

    /** What a claim of loss says. */
    record LostWrites() implements Objective {
        @Override
        public String promise() {
            return "Acknowledged writes are lost.";
        }
    }

    /** Loss is expected where the forecast says so: it must be seen, and its window lies inside the forecast. */
    record LostWritesWithinForecast() implements Objective {
        @Override
        public String promise() {
            return "Acknowledged writes are lost only inside the forecast's window.";
        }
    }

    /** From the fault to the last lost acknowledgement. */
    record LossWindowWithin(Duration limit) implements Objective {
        @Override
        public String promise() {
            return "Acknowledged writes are lost for at most " + Words.seconds(limit) + " after the fault.";
        }
    }

    /** From the oldest lost acknowledgement to the fault: what others call the recovery point (RPO). */
    record RecoveryPointWithin(Duration limit) implements Objective {
        @Override
        public String promise() {
            return "No write is lost that was acknowledged more than " + Words.seconds(limit) + " before the fault.";
        }
    }

    /**
     * The longest time without a success.
     *
     * @param client whose outage; null for the service: the time in which no client could write
     */
    record OutageWithin(@Nullable String client, Duration limit) implements Objective {
        @Override
        public String promise() {
            return (client == null ? "Some client can write again" : client + " succeeds again") + " within "
                    + Words.seconds(limit) + ".";
        }
    }

    /**
     * The time in which a client meets errors, in all: each stretch counts from the start of the first operation that did
     * not succeed to the first success after it.
     *
     * @param client whose errors; null for each client by itself
     */
    record ErrorsWithin(@Nullable String client, Duration limit) implements Objective {
        @Override
        public String promise() {
            return (client == null ? "No client" : client) + " meets errors for "
                    + (client == null ? "more than " : "at most ") + Words.seconds(limit) + " in all.";
        }
    }

    /**
     * Of a primary that lives on after an operator has promoted another, or has imported its data into a Cluster.
     */
    record NoLateWrites() implements Objective {
        @Override
        public String promise() {
            return "No old primary acknowledges a write after another has taken its place.";
        }
    }

    /**
     * A step that asks before anything is changed says no, and nothing is changed.
     *
     * @param because what its reason must contain
     */
    record RefusedBeforeChange(String because) implements Objective {
        @Override
        public String promise() {
            return "The operator is stopped before anything is changed, and is told: " + because + ".";
        }
    }

    /** What a claim says of a client that the topology cannot serve, whatever is broken or not. */
    record NeverServed(String client) implements Objective {
        @Override
        public String promise() {
            return client + " is never served.";
        }
    }

    /**
     * A group that should take no writes while the fault lasts takes none: the way a gate, or the loss of everybody who
     * could be promoted, must work. From the fault to the last write that was acknowledged before the heal.
     */
    record WritesStopWithin(Duration limit) implements Objective {
        @Override
        public String promise() {
            return "No write is acknowledged later than " + Words.seconds(limit)
                    + " after the fault, until it is healed.";
        }
    }

    /** No value that was never written or was rejected, none twice, none out of order. */
    record NoPhantomWrites() implements Objective {
        @Override
        public String promise() {
            return "Nothing is there that was not asked for: no phantom, no duplicate, no reordering.";
        }
    }

    record MonotonicReads() implements Objective {
        @Override
        public String promise() {
            return "No reader sees a ledger go back in time.";
        }
    }

    /** How far a read may lag behind the newest write acknowledged before it began. */
    record StalenessWithin(Duration limit) implements Objective {
        @Override
        public String promise() {
            return "No read is more than " + Words.seconds(limit) + " behind the newest acknowledged write.";
        }
    }

    /** What a blacklist is for. */
    record NoRevokedTokenAccepted() implements Objective {
        @Override
        public String promise() {
            return "No token is accepted whose revocation was acknowledged.";
        }
    }

    /** What a loss of acknowledged revocations means; where it is expected, it must be seen. */
    record RevokedTokensAccepted() implements Objective {
        @Override
        public String promise() {
            return "Tokens are accepted whose revocation was acknowledged.";
        }
    }

    record NoEndedSessionAccepted() implements Objective {
        @Override
        public String promise() {
            return "No session is let through whose log-out was acknowledged.";
        }
    }

    /** What a rule lets through that skips checks; where it is expected, it must be seen. */
    record EndedSessionsAccepted() implements Objective {
        @Override
        public String promise() {
            return "Sessions are let through whose log-out was acknowledged.";
        }
    }

    /** How many sessions may be lost. */
    record ReLoginsWithin(long limit) implements Objective {
        @Override
        public String promise() {
            return limit == 0
                    ? "No user has to log in again."
                    : "Users have to log in again at most " + Words.count(limit, "time") + ".";
        }
    }

    /** What a claim of lost sessions says. */
    record ReLogins() implements Objective {
        @Override
        public String promise() {
            return "Users have to log in again.";
        }
    }

    /** Over all users and windows. */
    record RequestsOverLimitWithin(long limit) implements Objective {
        @Override
        public String promise() {
            return limit == 0
                    ? "No call over the limit is let through."
                    : "At most " + Words.count(limit, "call") + " over the limit are let through.";
        }
    }

    /** What a loss of counters means; where it is expected, it must be seen. */
    record RequestsOverLimit() implements Objective {
        @Override
        public String promise() {
            return "Calls over the limit are let through.";
        }
    }

    /** From the acknowledgement of a change to the last read that does not show it. */
    record StaleProfilesWithin(Duration limit) implements Objective {
        @Override
        public String promise() {
            return "No profile is shown as it was more than " + Words.seconds(limit) + " before.";
        }
    }

    /**
     * The share of the requests of each application's client that get an answer, from whomever.
     *
     * @param percent above 0 and up to 100
     */
    record ServedAtLeast(double percent) implements Objective {
        @Override
        public String promise() {
            return "At least " + Words.percent(percent) + " of all requests are served.";
        }
    }

    /** What a claim of a document's files says. */
    record WorksAsWritten() implements Objective {
        @Override
        public String promise() {
            return "The files work as they are written.";
        }
    }

    /** Each repair is needed, and the error that the scenario tells is the one that a user sees without it. */
    record FailsUntilRepaired() implements Objective {
        @Override
        public String promise() {
            return "Until the last repair the files fail, each time where and with the error that is told.";
        }
    }

    record WorksWhenRepaired() implements Objective {
        @Override
        public String promise() {
            return "With every repair the files work.";
        }
    }
}
