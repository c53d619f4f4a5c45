package io.splitproof.checker;

/** What a judge can say. Unknown is never a pass. */
public enum Result {
    HELD,
    VIOLATED,
    UNKNOWN;

    /** The worse of two: violated beats unknown beats held. */
    public Result and(Result other) {
        if (this == VIOLATED || other == VIOLATED) {
            return VIOLATED;
        }
        return this == UNKNOWN || other == UNKNOWN ? UNKNOWN : HELD;
    }
}
