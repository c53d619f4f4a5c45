package io.splitproof.checker;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A judged run.
 *
 * @param verdicts one for each objective, in the scenario's order
 * @param claim null where the scenario has none
 * @param result the worst verdict; without objectives, held if no assumption failed
 */
public record Judgement(
        Assumptions assumptions,
        Findings findings,
        List<Verdict> verdicts,
        @Nullable ClaimFinding claim,
        Result result) {
    public Judgement {
        verdicts = List.copyOf(verdicts);
    }
}
