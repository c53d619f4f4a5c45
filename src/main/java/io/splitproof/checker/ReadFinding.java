package io.splitproof.checker;

import java.time.Duration;

/**
 * What the reads of one client on one node showed.
 *
 * @param reads successful reads
 * @param stale reads that missed a write acknowledged before they began
 * @param worstWrites the most acknowledged writes that one of them missed
 * @param worstBehind the longest time since the first missed write was acknowledged
 * @param worstAt when the read of {@code worstBehind} began
 * @param backward reads that saw less than an earlier read of the same client and ledger
 * @param ownUnseen reads of the reader's own ledger that missed its own acknowledged write
 * @param neverWritten reads of values that were rejected or never asked for
 * @param firstBackward the first backward read in words; empty if there is none
 */
public record ReadFinding(
        String client,
        String node,
        long reads,
        long stale,
        long worstWrites,
        Duration worstBehind,
        long worstAt,
        long backward,
        long ownUnseen,
        long neverWritten,
        String firstBackward) {}
