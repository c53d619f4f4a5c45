package io.splitproof.forecast;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The stages of a failover, in the order in which they normally come; times count from the fault. */
public enum Stage {
    /** In a Cluster: first node that flags the primary {@code fail?}. */
    PFAIL_FIRST,
    /** In a Cluster: first node that flags it {@code fail}, as a majority agrees. */
    FAIL_FIRST,
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
    /** In a Cluster: the new primary says that the slots are its own. */
    TAKEOVER,
    /** First write that the new primary acknowledges, as the write probe saw it. */
    WRITABLE,
    PROMOTED,
    /** First {@code +switch-master}, normally from an observer. */
    SWITCH_FIRST,
    /** Last {@code +switch-master} of the Sentinels that can know. */
    SWITCH_LAST,
    /** In a Cluster: the last of the nodes that can know says that all slots it needs are served. */
    STATE_OK;

    /** The stages of a Cluster's failover. */
    public static final Set<Stage> OF_CLUSTER =
            Collections.unmodifiableSet(EnumSet.of(PFAIL_FIRST, FAIL_FIRST, TAKEOVER, WRITABLE, STATE_OK));

    /** As reports name it, such as {@code sdown first}. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
