package io.splitproof.scenarios.ha;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.history.Event.FaultApplied;
import io.splitproof.history.Event.HealApplied;
import io.splitproof.history.Event.VipHeld;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/** Follows the virtual IP through the recording of a run; it shares no code with the checkers. */
final class Held {
    private final Outcome outcome;

    Held(Outcome outcome) {
        this.outcome = outcome;
    }

    /** From the first effect of the fault until box-2 had the address. */
    Duration untilMoved() {
        long fault = outcome.history().first(FaultApplied.class).orElseThrow().firstNanos();
        var moved = outcome.history()
                .of(VipHeld.class)
                .filter(h -> h.box().equals("box-2") && h.held())
                .findFirst();
        assertThat(moved).as("box-2 has the virtual IP").isPresent();
        return Duration.ofNanos(moved.orElseThrow().atNanos() - fault);
    }

    /** True if both boxes had it at some moment. */
    boolean byBothAtOnce() {
        Set<String> holders = new TreeSet<>();
        return outcome.history()
                .of(VipHeld.class)
                .anyMatch(h -> change(holders, h).size() == 2);
    }

    /** Who has it in the end. */
    Set<String> atTheEnd() {
        Set<String> holders = new TreeSet<>();
        outcome.history().of(VipHeld.class).forEach(h -> change(holders, h));
        return holders;
    }

    private static Set<String> change(Set<String> holders, VipHeld held) {
        if (held.held()) {
            holders.add(held.box());
        } else {
            holders.remove(held.box());
        }
        return holders;
    }

    /** Two nodes acknowledged writes at once, and before the heal was complete. */
    void twoAcknowledged() {
        var overlaps = outcome.judgement().findings().splitBrain().get().overlaps();
        assertThat(overlaps).isNotEmpty();
        long healed = outcome.history().first(HealApplied.class).orElseThrow().lastNanos();
        assertThat(overlaps.get(0).during().fromNanos()).isLessThan(healed);
    }
}
