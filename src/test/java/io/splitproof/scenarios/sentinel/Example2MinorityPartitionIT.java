package io.splitproof.scenarios.sentinel;

import static io.splitproof.junit.OutcomeAssert.assertThat;

import io.splitproof.browser.Browser;
import io.splitproof.browser.BrowserExtension;
import io.splitproof.checker.Claim;
import io.splitproof.junit.SplitproofScenario;
import io.splitproof.report.html.FirstScreen;
import io.splitproof.trial.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The primary's box is cut off together with a client; nothing stops the old primary. */
@Tag("scenario")
@SplitproofScenario("scenarios/sentinel/example-2-minority-partition.yaml")
class Example2MinorityPartitionIT {
    @Test
    void theMajorityFailsOverAsForecast(Outcome outcome) {
        assertThat(outcome).failedOverAsForecast();
    }

    @Test
    void twoNodesAcknowledgeWritesUntilTheOldPrimaryIsDemoted(Outcome outcome) {
        assertThat(outcome).hadSplitBrainAsForecast();
    }

    @Test
    void acknowledgedWritesAreLostInsideTheForecastWindowOnly(Outcome outcome) {
        assertThat(outcome).held("lost-writes-within-forecast");
    }

    @Test
    void everyWriteIsAccountedFor(Outcome outcome) {
        assertThat(outcome).accountedForEveryWrite();
        Accounts.addUp(outcome);
    }

    @Test
    void theLossOutlivesThePartitionSoTheClaimNeedsABound(Outcome outcome) {
        assertThat(outcome).foundItsClaim(Claim.Finding.CONFIRMED_WITH_A_BOUND);
    }

    @Test
    @ExtendWith(BrowserExtension.class)
    @ResourceLock(BrowserExtension.LOCK)
    void itsPageSaysTheFourFactsWithoutScrolling(Outcome outcome, Browser browser) {
        FirstScreen.open(browser, outcome.directory().pageFile()).saysTheFourFacts();
        browser.screenshot("example-2-minority-partition-live");
    }
}
