package io.splitproof.trial;

import io.splitproof.checker.Claim;
import io.splitproof.checker.Evidence;
import io.splitproof.checker.Judgement;
import io.splitproof.checker.Result;
import io.splitproof.history.History;
import io.splitproof.scenario.Scenario;
import io.splitproof.scenario.Source;
import io.splitproof.store.RunDirectory;

/**
 * A run that took place and was judged.
 *
 * @param directory what it left behind; judging it again gives the same judgement
 * @param history the recording, as it was read back
 */
public record Outcome(Scenario scenario, RunDirectory directory, History history, Judgement judgement) {
    public Result result() {
        return judgement.result();
    }

    /** True if the run is unknown, or what it says of its claim is. */
    public boolean isUnknown() {
        var claim = judgement.claim();
        return result() == Result.UNKNOWN || (claim != null && claim.finding() == Claim.Finding.UNKNOWN);
    }

    /** What further objectives can be judged on. */
    public Evidence evidence() {
        return scenario.evidence(history);
    }

    /** The command that runs the same scenario again, or that judges this run again where no file describes it. */
    public String command() {
        String document = scenario.source().document();
        if (document.equals("Java") || document.equals(Source.BY_HAND)) {
            return (document.equals("Java") ? "the same test" : "./splitproof run with the file that was saved")
                    + "; or judge it again: ./splitproof judge " + directory.path();
        }
        return "./splitproof run scenarios/" + scenario.name() + ".yaml" + factor();
    }

    private String factor() {
        return scenario.timeLapse() == 1 ? "" : " --time-lapse " + scenario.timeLapse();
    }
}
