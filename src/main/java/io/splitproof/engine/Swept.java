package io.splitproof.engine;

import java.util.List;

/**
 * What a sweep removed.
 *
 * @param failures what could not be removed and why; empty after a clean sweep
 */
public record Swept(int containers, int networks, int volumes, List<String> failures) {
    public Swept {
        failures = List.copyOf(failures);
    }

    /** True when there was nothing to remove. */
    public boolean isNothing() {
        return containers + networks + volumes == 0 && failures.isEmpty();
    }

    @Override
    public String toString() {
        return containers + " containers, " + networks + " networks, " + volumes + " volumes"
                + (failures.isEmpty() ? "" : "; could not remove " + String.join("; ", failures));
    }
}
