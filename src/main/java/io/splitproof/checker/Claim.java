package io.splitproof.checker;

import java.util.List;

/**
 * What a source document says, and which measurements would make it true.
 *
 * <p>A claim never fails a build: it is confirmed, refuted, or confirmed with a bound.
 *
 * @param text the claim in our own words
 * @param confirmedIf all of these must hold for the claim to be confirmed
 * @param boundedIf tried when it is not confirmed: if all of these hold it is confirmed with a bound; may be empty
 */
public record Claim(String text, List<Objective> confirmedIf, List<Objective> boundedIf) {
    public Claim {
        confirmedIf = List.copyOf(confirmedIf);
        boundedIf = List.copyOf(boundedIf);
    }

    /** What a run can say of a claim. */
    public enum Finding {
        CONFIRMED,
        CONFIRMED_WITH_A_BOUND,
        REFUTED,
        UNKNOWN
    }
}
