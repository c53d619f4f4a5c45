package io.splitproof.checker;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Sentinels did with one group in one episode, also where nothing failed over.
 *
 * @param primary the primary when the fault took effect
 * @param failovers in order; normally none or one
 * @param sdown when each Sentinel first said {@code +sdown} of the primary
 * @param tries every {@code +try-failover}
 * @param aborts every {@code -failover-abort-*}, word for word with its moment
 * @param promotedByRole nodes that ROLE saw turn from slave to master
 * @param switchovers promotions that an operator asked for, in order; they are not among the others
 * @param rejoin null if there was no failover or no heal
 * @param cluster true of a shard of a Cluster, whose nodes decide themselves: {@code sdown} is when each flagged the
 *     primary, {@code tries} how often the epoch rose
 */
public record FailoverFinding(
        String group,
        String primary,
        List<Failover> failovers,
        Map<String, Long> sdown,
        int tries,
        List<String> aborts,
        List<String> promotedByRole,
        List<Switchover> switchovers,
        @Nullable Rejoin rejoin,
        boolean cluster) {
    public FailoverFinding {
        failovers = List.copyOf(failovers);
        aborts = List.copyOf(aborts);
        promotedByRole = List.copyOf(promotedByRole);
        switchovers = List.copyOf(switchovers);
    }

    public boolean failedOver() {
        return !failovers.isEmpty() || !promotedByRole.isEmpty();
    }

    /** How far Sentinels, or a Cluster's nodes, came, for a run in which nothing failed over. */
    public String howFar() {
        if (cluster) {
            return (sdown.isEmpty() ? "no node flagged it" : Words.count(sdown.size(), "node") + " flagged it") + ", "
                    + Words.count(tries, "election");
        }
        return (sdown.isEmpty() ? "no Sentinel said +sdown" : Words.count(sdown.size(), "Sentinel") + " said +sdown")
                + ", " + Words.count(tries, "try", "tries") + ", " + Words.count(aborts.size(), "abort");
    }
}
