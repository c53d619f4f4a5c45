package io.splitproof.checker;

import io.splitproof.fault.Step;
import org.jspecify.annotations.Nullable;

/**
 * One planned step of an operator, and what came of it.
 *
 * @param taken from its beginning to its success; null if it did not succeed
 * @param answer what the nodes said, or why it did not succeed
 */
public record StepFinding(String id, Step step, @Nullable Interval taken, String answer) {
    /** True of a step that succeeded and began in that episode. */
    boolean beganIn(Episode episode) {
        return taken != null && episode.contains(taken.fromNanos());
    }
}
