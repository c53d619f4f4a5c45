package io.splitproof.scenarios.knownbad;

import static io.splitproof.junit.OutcomeAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.junit.SplitproofScenario;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A blacklist that asynchronous replication cannot keep. */
@Tag("scenario")
@SplitproofScenario("scenarios/known-bad/revoked-tokens.yaml")
class RevokedTokensIT {
    @Test
    void revokedTokensAreAcceptedAndTheFirstIsQuoted(Outcome outcome) {
        assertThat(outcome).violated("no-revoked-token-accepted");
        assertThat(outcome.judgement().verdicts().get(0).evidence())
                .isNotEmpty()
                .allSatisfy(e -> assertThat(e).startsWith("First: token:c1:").contains("was accepted at"));
    }
}
