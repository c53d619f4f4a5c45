package io.splitproof.checker;

import java.util.List;

/**
 * What the run says of the scenario's claim. It never fails a build.
 *
 * @param figure the measurement behind it, in words
 * @param verdicts of the claim's conditions that were looked at
 */
public record ClaimFinding(String text, Claim.Finding finding, String figure, List<Verdict> verdicts) {
    public ClaimFinding {
        verdicts = List.copyOf(verdicts);
    }
}
