package io.splitproof.forecast;

/**
 * How long something bad may last.
 *
 * @param bounds shortest and longest; both zero where it cannot happen
 * @param why which mechanism sets the bounds, in words
 */
public record Exposure(Bounds bounds, String why) {
    static Exposure none(String why) {
        return new Exposure(Bounds.ZERO, why);
    }

    /** True if it must happen: a run that does not show it contradicts the forecast. */
    public boolean isExpected() {
        return !bounds.lower().isZero();
    }

    public boolean isPossible() {
        return !bounds.upper().isZero();
    }
}
