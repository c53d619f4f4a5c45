package io.splitproof.checker;

import java.util.List;
import java.util.Optional;
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

    /** The first verdict that made the result what it is; empty where everything held. */
    public Optional<Verdict> decisive() {
        return verdicts.stream()
                .filter(v -> v.result() == result && v.result() != Result.HELD)
                .findFirst();
    }
}
