package io.splitproof.scenarios.ha;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** keepalived alone dies where the virtual IP is. */
@Tag("scenario")
@SplitproofScenario("scenarios/ha/vip-keepalived-daemon-crash.yaml")
class VipKeepalivedDaemonCrashIT {
    @Test
    void everyObjectiveHolds(Outcome outcome) {
        assertThat(outcome).heldEveryObjective();
    }

    @Test
    void bothBoxesHaveTheAddressAndBothNodesAcknowledge(Outcome outcome) {
        var held = new Held(outcome);
        assertThat(held.byBothAtOnce()).isTrue();
        held.twoAcknowledged();
    }

    @Test
    void inTheEndOneBoxHasIt(Outcome outcome) {
        assertThat(new Held(outcome).atTheEnd()).containsExactly("box-2");
    }

    @Test
    void whatTheLoserAcknowledgedIsLostAsTheDocumentWarns(Outcome outcome) {
        assertThat(outcome).accountedForEveryWrite().foundItsClaim(Claim.Finding.CONFIRMED);
    }
}
