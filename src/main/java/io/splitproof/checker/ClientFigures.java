package io.splitproof.checker;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one writer of a run was told and what it waited for, in numbers that can be compared with those of other runs.
 *
 * @param refused writes that certainly took no effect
 * @param indeterminate writes that may have taken effect
 * @param lost acknowledged writes that are gone; null if its ledger was not read
 * @param duplicated writes that are there more than once; null if its ledger was not read
 * @param latency median of its acknowledged writes before the first fault, in scenario time; null if there was none
 * @param outage its longest time without a success
 * @param back whether a success ended that time; false if the load ended first
 */
public record ClientFigures(
        String client,
        long acknowledged,
        long refused,
        long indeterminate,
        @Nullable Long lost,
        @Nullable Long duplicated,
        @Nullable Duration latency,
        Duration outage,
        boolean back) {}
