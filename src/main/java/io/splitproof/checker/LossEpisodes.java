package io.splitproof.checker;

import io.splitproof.fault.Fault;
import io.splitproof.forecast.Forecast;
import io.splitproof.history.Event.FaultStarted;
import io.splitproof.topology.Group;
import io.splitproof.topology.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * To which of several episodes lost writes belong.
 *
 * @param ended the primaries whose processes the faults of each episode ended
 */
record LossEpisodes(List<Episode> episodes, List<Set<String>> ended) {
    static LossEpisodes of(Evidence evidence, List<Episode> episodes) {
        return new LossEpisodes(
                episodes,
                episodes.stream().map(e -> endedPrimaries(evidence, e)).toList());
    }

    private static Set<String> endedPrimaries(Evidence evidence, Episode episode) {
        var ended = new HashSet<String>();
        for (Group group : Groups.of(evidence.topology())) {
            String primary = Primaries.at(evidence, group, episode.fault().fromNanos());
            String box = evidence.topology().findNode(primary).map(Node::box).orElse(primary);
            boolean hit = evidence.history()
                    .of(FaultStarted.class)
                    .filter(s -> episode.faults().contains(s.fault()) && endsProcesses(evidence, s))
                    .anyMatch(
                            s -> s.resolved().contains(primary) || s.resolved().contains(box));
            if (hit) {
                ended.add(primary);
            }
        }
        return ended;
    }

    private static boolean endsProcesses(Evidence evidence, FaultStarted started) {
        Fault fault = evidence.schedule().fault(started.fault()).fault();
        return fault instanceof Fault.Kill || fault instanceof Fault.Stop || fault instanceof Fault.Restart;
    }

    /**
     * The index of the episode that a lost write belongs to; -1 if there is none.
     *
     * <p>That is the last one that had begun when it was acknowledged, or would within replication's lag; the first for
     * what came earlier. But where a primary's process ends, what its disk or its replicas lacked may be older: the whole
     * run of lost writes that goes on until then is lost by that.
     *
     * @param at when it was acknowledged
     * @param runEnds when the last of the consecutive lost writes was that it is one of
     * @param node which acknowledged them
     */
    int of(long at, long runEnds, String node) {
        int last = begunBy(runEnds);
        return last >= 0 && ended.get(last).contains(node) ? last : begunBy(at);
    }

    private int begunBy(long at) {
        int found = episodes.isEmpty() ? -1 : 0;
        for (int i = 0; i < episodes.size(); i++) {
            if (episodes.get(i).fault().fromNanos() <= at + Forecast.REPLICATION_LAG.toNanos()) {
                found = i;
            }
        }
        return found;
    }
}
