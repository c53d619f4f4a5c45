package io.splitproof.scenarios.migration;

import io.splitproof.history.Event.SentinelSaid;
import io.splitproof.trial.Outcome;
import java.util.List;
import java.util.Set;

/** What Sentinels said in a run; it shares no code with the checkers. */
record Said(Outcome outcome) {
    List<SentinelSaid> of(String... channels) {
        Set<String> wanted = Set.of(channels);
        return outcome.history()
                .of(SentinelSaid.class)
                .filter(s -> wanted.contains(s.channel()))
                .toList();
    }
}
