package io.splitproof.forecast;

import java.util.Locale;

/** The stages of a Sentinel failover, in the order in which they normally come; times count from the fault. */
public enum Stage {
    /** First Sentinel that says {@code +sdown} of the primary. */
    SDOWN_FIRST,
    /** The Sentinel whose {@code +sdown} completes the quorum. */
    SDOWN_QUORUM,
    /** First {@code +odown}. */
    ODOWN,
    /** The {@code +try-failover} that was elected. */
    TRY_FAILOVER,
    ELECTED,
    SELECTED,
    /** REPLICAOF NO ONE is queued: {@code +failover-state-wait-promotion}. */
    PROMOTION_SENT,
    /** First write that the new primary acknowledges, as the write probe saw it. */
    WRITABLE,
    PROMOTED,
    /** First {@code +switch-master}, normally from an observer. */
    SWITCH_FIRST,
    /** Last {@code +switch-master} of the Sentinels that can know. */
    SWITCH_LAST;

    /** As reports name it, such as {@code sdown first}. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
