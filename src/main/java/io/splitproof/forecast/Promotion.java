package io.splitproof.forecast;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an operator did while the faults lasted: a promotion by hand. Durations count as in {@link Situation}.
 *
 * @param node the new primary
 * @param asked when it was told
 * @param oldStopped when the old primary had been made a replica, told to refuse writes, or ended; null if never. Below
 *     zero where that came first
 * @param givenUp when an operator gave the new primary up for the old one: made it a replica again, or ended it; null if
 *     never
 * @param empty whether it had never been in sync with the old primary, so that it holds nothing
 */
public record Promotion(
        String node,
        Duration asked,
        @Nullable Duration oldStopped,
        @Nullable Duration givenUp,
        boolean empty) {
    /** A promotion of a replica that was in sync, and that stays primary. */
    public Promotion(String node, Duration asked, @Nullable Duration oldStopped) {
        this(node, asked, oldStopped, null, false);
    }
}
