package io.splitproof.trial;

import io.splitproof.checker.Judgement;
import io.splitproof.checker.Result;
import io.splitproof.scenario.Scenario;
import io.splitproof.store.RunDirectory;

/**
 * A run that took place and was judged.
 *
 * @param directory what it left behind; judging it again gives the same judgement
 */
public record Outcome(Scenario scenario, RunDirectory directory, Judgement judgement) {
    public Result result() {
        return judgement.result();
    }

    /** The command that runs the same scenario again. */
    public String command() {
        return "./splitproof run " + (scenario.name().startsWith("java/") ? "" : "scenarios/") + scenario.name()
                + ".yaml";
    }
}
