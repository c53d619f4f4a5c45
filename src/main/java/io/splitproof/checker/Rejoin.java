package io.splitproof.checker;

import org.jspecify.annotations.Nullable;

/**
 * How the old primary came back after the heal. Moments on the run clock; null for what was not seen.
 *
 * @param reachable first {@code -sdown} of it, or the first probe through a healed link that it answered
 * @param converted first {@code +convert-to-slave}
 * @param demoted first ROLE that says slave
 * @param readOnly first write probe that it refused with READONLY
 * @param resynchronised first ROLE whose link is connected
 */
public record Rejoin(
        String node,
        long healedNanos,
        @Nullable Long reachable,
        @Nullable Long converted,
        @Nullable Long demoted,
        @Nullable Long readOnly,
        @Nullable Long resynchronised) {}
