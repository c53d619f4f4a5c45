package io.splitproof.history;

/** The phases of a run, in their order. */
public enum Phase {
    /** Containers, convergence, live settings. */
    BOOT,
    /** Load without faults: the system must be healthy before it is hurt. */
    CONTROL,
    /** The schedule's faults under the same load; begins with the first fault. */
    FAULTS,
    /** The load has stopped; everything still broken is healed. */
    HEAL,
    /** Waiting for one primary in every view, links up and offsets equal. */
    RECOVERY,
    /** Final reads of every node. */
    FINAL_READS,
    /** Recording is complete. */
    END
}
