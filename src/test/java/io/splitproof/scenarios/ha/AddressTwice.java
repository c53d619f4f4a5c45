package io.splitproof.scenarios.ha;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Test;

/** What is so where both boxes have the virtual IP for a time, whoever keeps it. */
interface AddressTwice {
    /** The box that has it in the end. */
    String inTheEnd();

    @Test
    default void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }

    @Test
    default void bothBoxesHaveTheAddressAndBothNodesAcknowledge(Outcome outcome) {
        var held = new Held(outcome);
        assertThat(held.byBothAtOnce()).isTrue();
        held.twoAcknowledged();
    }

    @Test
    default void inTheEndOneBoxHasIt(Outcome outcome) {
        assertThat(new Held(outcome).atTheEnd()).containsExactly(inTheEnd());
    }

    @Test
    default void whatTheLoserAcknowledgedIsLostAsTheDocumentWarns(Outcome outcome) {
        assertThat(outcome).accountedForEveryWrite().foundItsClaim(Claim.Finding.CONFIRMED);
    }
}
