package io.splitproof.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.fault.ScheduledFault;
import io.splitproof.history.Event;
import io.splitproof.junit.OutcomeAssert;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each kind of fault takes effect on real nodes and real proxies, is shown to, and leaves nothing behind. */
@Tag("scenario")
@SplitproofScenario("src/test/resources/scenarios-real/every-fault.yaml")
class EveryFaultIT {
    @Test
    void everyFaultIsProvenAndEveryHealToo(Outcome outcome) {
        List<String> all = ids(outcome);
        assertThat(outcome.history().of(Event.FaultProven.class).map(Event.FaultProven::fault))
                .containsExactlyInAnyOrderElementsOf(all);
        assertThat(outcome.history().of(Event.HealProven.class).map(Event.HealProven::fault))
                .containsExactlyInAnyOrderElementsOf(
                        all.stream().filter(id -> lasts(outcome, id)).toList());
    }

    private static List<String> ids(Outcome outcome) {
        return outcome.scenario().schedule().faults().stream()
                .map(ScheduledFault::id)
                .toList();
    }

    private static boolean lasts(Outcome outcome, String id) {
        return outcome.scenario().schedule().fault(id).lasts() != null;
    }

    /** A second fault on a proxy that was healed before: Toxiproxy panicked here when heals removed in another order. */
    @Test
    void noInjectorFails(Outcome outcome) {
        assertThat(outcome.history().of(Event.InjectorFailed.class)).isEmpty();
    }

    @Test
    void theSystemComesThroughThemAll(Outcome outcome) {
        OutcomeAssert.assertThat(outcome).heldEveryObjective();
    }
}
