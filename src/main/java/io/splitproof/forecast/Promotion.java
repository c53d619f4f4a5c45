package io.splitproof.forecast;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an operator did while the faults lasted: a promotion by hand. Durations count as in {@link Situation}.
 *
 * @param node the new primary
 * @param asked when it was told
 * @param oldDemoted when the old primary had been made a replica; null if never
 */
public record Promotion(
        String node, Duration asked, @Nullable Duration oldDemoted) {}
