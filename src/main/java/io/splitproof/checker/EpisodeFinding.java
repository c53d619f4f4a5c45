package io.splitproof.checker;

import io.splitproof.forecast.Forecast;
import io.splitproof.topology.Group;
import java.util.List;

/**
 * What one episode did to one group, beside what was forecast.
 *
 * @param index of this finding, from 0: every group of the first episode, then of the next
 */
public record EpisodeFinding(
        int index, Episode episode, String group, Finding<Forecast> forecast, FailoverFinding failover, Gate gate) {
    /** False of a primary alone, which nobody watches and nothing can replace. */
    public boolean hasFailovers() {
        return forecast.toOptional().map(Forecast::watched).orElse(true);
    }

    /** The writers that a forecast expects to stay with the old primary; empty without a forecast. */
    List<String> oldSide() {
        return forecast.toOptional().map(Forecast::oldSide).orElse(List.of());
    }

    /** True where no failover was possible, and none came; nor could an import lose what it had not copied. */
    public boolean isQuiet() {
        return forecast.toOptional()
                        .filter(f -> !f.failoverPossible() && !f.loss().isPossible())
                        .isPresent()
                && !failover.failedOver()
                && failover.switchovers().isEmpty();
    }

    /** The index of the finding about an episode and the group that a client uses; the first group's for none. */
    static int index(int episode, List<Group> groups, String client) {
        int group = 0;
        for (int i = 0; i < groups.size(); i++) {
            group = groups.get(i).serves(client) ? i : group;
        }
        return episode * groups.size() + group;
    }
}
