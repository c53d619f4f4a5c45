package io.splitproof.fault;

import java.util.Locale;

/**
 * What a Sentinel does to itself once it leads a failover ({@code SENTINEL SIMULATE-FAILURE}, since Redis 3.2): it ends with
 * exit code 99, before its own message of that moment leaves it.
 */
public enum SimulatedFailure {
    /** Ends as soon as it is elected: nothing has been promoted. */
    CRASH_AFTER_ELECTION,
    /** Ends as soon as it has seen that the replica is primary: nobody else knows. */
    CRASH_AFTER_PROMOTION,
    /** Takes back either. */
    NONE;

    /** {@code exit(99)} in {@code sentinelSimFailureCrash} of {@code sentinel.c}. */
    public static final int EXIT_CODE = 99;

    /** The word that scenario files and Sentinel use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
