package io.splitproof.scenarios.ha;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.trial.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is so where the virtual IP goes from one box to the other, whoever keeps it. */
interface AddressMoves {
    /** After the fault, when box-2 has it at the earliest. */
    Duration atTheEarliest();

    /** After the fault, when box-2 has it at the latest. */
    Duration atTheLatest();

    @Test
    default void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }

    @Test
    default void theAddressMovesToTheOtherBoxAlone(Outcome outcome) {
        var held = new Held(outcome);
        assertThat(held.untilMoved()).isBetween(atTheEarliest(), atTheLatest());
        assertThat(held.byBothAtOnce()).isFalse();
        assertThat(held.atTheEnd()).containsExactly("box-2");
    }

    @Test
    default void itCanBeSwitchedAsTheDocumentSays(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED);
    }
}
