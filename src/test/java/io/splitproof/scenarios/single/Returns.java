package io.splitproof.scenarios.single;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.checker.ClaimFinding;
import io.splitproof.checker.Episode;
import io.splitproof.checker.LossWindow;
import io.splitproof.checker.Outage;
import io.splitproof.history.Event.InfoSeen;
import io.splitproof.junit.OutcomeAssert;
import io.splitproof.scenarios.sentinel.Accounts;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** What was measured of a node that died and came back. */
final class Returns {
    private Returns() {}

    static long lost(Outcome outcome) {
        return outcome.judgement().findings().writes().get().total().lost();
    }

    static long acknowledged(Outcome outcome) {
        return outcome.judgement().findings().writes().get().total().acknowledged();
    }

    /** From the oldest lost acknowledgement to the fault. */
    static Duration recoveryPoint(Outcome outcome) {
        LossWindow window =
                outcome.judgement().findings().writes().get().window(0).orElseThrow();
        Episode episode = outcome.judgement().findings().episodes().get().get(0).episode();
        return Duration.ofNanos(episode.atNanos() - window.firstNanos());
    }

    /** The longest time in which nobody could write. */
    static Outage outage(Outcome outcome) {
        return outcome.judgement().findings().outages().get().get(0);
    }

    /** The values that a field of the node's INFO took, in order. */
    static List<String> info(Outcome outcome, String field) {
        return outcome.history()
                .of(InfoSeen.class)
                .map(i -> i.fields().get(field))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** A process with another run id served in the end. */
    static void assertThatAnotherProcessServes(Outcome outcome) {
        assertThat(info(outcome, "run_id")).hasSize(2);
        assertThat(outage(outcome).endedBySuccess()).isTrue();
    }

    /** Every objective held, every write adds up, and the claim came out like this. */
    static void assertThatAllHeld(Outcome outcome, Claim.Finding claimed) {
        OutcomeAssert.assertThat(outcome).heldEveryObjective();
        Accounts.addUp(outcome);
        ClaimFinding claim = Objects.requireNonNull(outcome.judgement().claim());
        assertThat(claim.finding()).as(claim.figure()).isEqualTo(claimed);
    }
}
