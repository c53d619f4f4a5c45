package io.splitproof.checker;

import org.jspecify.annotations.Nullable;

/**
 * A promotion that an operator asked for: no failover, which Sentinels decide on.
 *
 * @param oldPrimary the primary until then
 * @param newPrimary the node that was promoted
 * @param asked from the beginning of the step to its success
 * @param writable the first write that the new primary acknowledged; null if nobody saw one
 */
public record Switchover(
        String oldPrimary,
        String newPrimary,
        Interval asked,
        @Nullable Interval writable) {}
