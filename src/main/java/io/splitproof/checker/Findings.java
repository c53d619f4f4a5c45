package io.splitproof.checker;

import io.splitproof.forecast.LiveSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the checkers found in one run.
 *
 * @param coverage of each node of a Cluster; empty elsewhere
 * @param leads of each balancer; null where there is none
 * @param holdings of the virtual IP; null where there is none
 * @param roles of each application's client; null where there is none, as in recordings older than applications
 * @param errors of each client; null where no operator did anything
 */
public record Findings(
        Slack slack,
        Finding<LiveSettings> settings,
        Finding<List<Authority>> authorities,
        Finding<List<EpisodeFinding>> episodes,
        Finding<SplitBrain> splitBrain,
        Finding<WriteAccounts> writes,
        Finding<List<Outage>> outages,
        Finding<List<ReadFinding>> reads,
        List<BackupFinding> backups,
        List<StepFinding> steps,
        Finding<List<Coverage>> coverage,
        @Nullable List<Lead> leads,
        @Nullable List<Holding> holdings,
        @Nullable Finding<List<RoleFinding>> roles,
        @Nullable List<ErrorTime> errors) {
    public Findings {
        backups = List.copyOf(backups);
        steps = List.copyOf(steps);
        leads = leads == null || leads.isEmpty() ? null : List.copyOf(leads);
        holdings = holdings == null || holdings.isEmpty() ? null : List.copyOf(holdings);
    }

    /** To which nodes balancers led, in order of time; empty where there is no balancer. */
    public List<Lead> balancing() {
        return leads == null ? List.of() : leads;
    }

    /** Who had the virtual IP, in order of time; empty where there is none. */
    public List<Holding> holders() {
        return holdings == null ? List.of() : holdings;
    }

    /** True of a Cluster's shard that no fault touched: no more than half of the nodes, if any, missed its primary. */
    public boolean isUntouched(EpisodeFinding finding) {
        int nodes = coverage.toOptional().map(List::size).orElse(0);
        return finding.failover().cluster()
                && finding.isQuiet()
                && 2 * finding.failover().sdown().size() <= nodes;
    }
}
