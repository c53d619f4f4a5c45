package io.splitproof.forecast;

import java.time.Duration;

/**
 * A wall clock was set.
 *
 * @param at from the newest fault; negative before it
 * @param by forward, or back where negative
 */
record Jump(Duration at, Duration by) {
    /** {@code sentinel_tilt_trigger}: two ticks that lie further apart. */
    private static final Duration TRIGGER = Duration.ofSeconds(2);
    /** How late a tick may be, so that a smaller jump is enough. */
    private static final Duration LATE_TICK = Duration.ofMillis(500);

    /** True if it puts a Sentinel into TILT; every schedule's jump back is longer than a tick. */
    boolean tilts() {
        return isBack() || by.compareTo(TRIGGER) >= 0;
    }

    /** True if it may. */
    boolean mayTilt() {
        return tilts() || by.compareTo(TRIGGER.minus(LATE_TICK)) >= 0;
    }

    boolean isBack() {
        return by.isNegative();
    }
}
