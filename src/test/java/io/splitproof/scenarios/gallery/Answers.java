package io.splitproof.scenarios.gallery;

import io.splitproof.history.Event.Completed;
import io.splitproof.history.Event.Invoked;
import io.splitproof.history.Outcome.Ok;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A client's successes, in order, from the recording alone.
 *
 * <p>A second opinion: it shares no code with the checkers.
 */
record Answers(List<Completed> successes) {
    static Answers of(Outcome outcome, String client) {
        Set<Long> own = outcome.history()
                .of(Invoked.class)
                .filter(i -> i.client().equals(client))
                .map(Invoked::op)
                .collect(Collectors.toSet());
        return new Answers(outcome.history()
                .of(Completed.class)
                .filter(c -> own.contains(c.op()) && c.outcome() instanceof Ok)
                .toList());
    }

    /** The node that answered last. */
    String last() {
        return String.valueOf(successes.get(successes.size() - 1).outcome().node());
    }

    Duration longestWithoutSuccess() {
        long longest = 0;
        for (int i = 1; i < successes.size(); i++) {
            longest = Math.max(
                    longest, successes.get(i).atNanos() - successes.get(i - 1).atNanos());
        }
        return Duration.ofNanos(longest);
    }
}
