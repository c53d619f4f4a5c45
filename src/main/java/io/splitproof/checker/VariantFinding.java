package io.splitproof.checker;

import io.splitproof.literal.Variant;
import java.util.List;
import java.util.Optional;

/**
 * What came of a document's files as written, or after some repairs.
 *
 * @param complete whether all that was meant to be tried was
 * @param checks those that were tried, in order; the first that is not met is the last
 * @param shown the errors that a user was told to see, each looked for
 */
public record VariantFinding(Variant variant, boolean complete, List<CheckFinding> checks, List<CheckFinding> shown) {
    public VariantFinding {
        checks = List.copyOf(checks);
        shown = List.copyOf(shown);
    }

    /** The check that was not met, if any. */
    public Optional<CheckFinding> failure() {
        return checks.stream().filter(c -> c.result() == Result.VIOLATED).findFirst();
    }

    /** Held if every check was met; unknown if not all was tried. */
    public Result works() {
        return !complete
                ? Result.UNKNOWN
                : checks.stream().map(CheckFinding::result).reduce(Result.HELD, Result::and);
    }

    /** Held if it failed where and as it is told. What could not be looked for on this machine is no evidence. */
    public Result failsAsTold() {
        if (!complete || works() == Result.UNKNOWN) {
            return Result.UNKNOWN;
        }
        if (failure().isEmpty()) {
            return Result.VIOLATED;
        }
        if (shown.stream().allMatch(s -> s.result() == Result.UNKNOWN)) {
            return Result.UNKNOWN;
        }
        boolean there = failure()
                .filter(f -> f.check().name().equals(variant.failsAt()))
                .isPresent();
        boolean seen = shown.stream().noneMatch(s -> s.result() == Result.VIOLATED);
        return there && seen ? Result.HELD : Result.VIOLATED;
    }
}
