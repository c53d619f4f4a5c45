package io.splitproof.checker;

import io.splitproof.history.Range;
import io.splitproof.topology.Group;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects acknowledged writes node by node, and lost ones as runs and windows. Takes each writer's in order. */
final class LossTally {
    private static final int KEPT_RUNS = 200;

    private final LossEpisodes episodes;
    private final List<Group> groups;
    private final Map<String, WriteAccounts.NodeAccount> nodes = new LinkedHashMap<>();
    private final Map<Integer, LossWindow> windows = new LinkedHashMap<>();
    private final List<LostRun> runs = new ArrayList<>();
    private @Nullable LostRun run;
    private Longs acknowledgedInRun = new Longs();
    private long runCount;

    LossTally(LossEpisodes episodes, List<Group> groups) {
        this.episodes = episodes;
        this.groups = groups;
    }

    void acknowledged(Attempt attempt, boolean lost) {
        String node = attempt.node().orElse("?");
        nodes.merge(node, new WriteAccounts.NodeAccount(1, lost ? 1 : 0), LossTally::sum);
        if (lost) {
            extendRun(attempt, node);
            acknowledgedInRun.add(attempt.endNanos());
        } else {
            endRun();
        }
    }

    private static WriteAccounts.NodeAccount sum(WriteAccounts.NodeAccount a, WriteAccounts.NodeAccount b) {
        return new WriteAccounts.NodeAccount(a.acknowledged() + b.acknowledged(), a.lost() + b.lost());
    }

    private void extendRun(Attempt attempt, String node) {
        LostRun current = run;
        long value = attempt.value();
        if (current != null
                && current.writer().equals(attempt.client())
                && current.node().equals(node)
                && current.values().last() + 1 == value) {
            var values = new Range(current.values().first(), value);
            run = new LostRun(
                    current.writer(), node, values, current.firstOp(), current.firstNanos(), attempt.endNanos());
            return;
        }
        endRun();
        long at = attempt.endNanos();
        run = new LostRun(
                attempt.client(),
                node,
                new Range(value, value),
                attempt.invoked().op(),
                at,
                at);
    }

    void endRun() {
        LostRun done = run;
        if (done != null) {
            runCount++;
            for (int i = 0; i < acknowledgedInRun.size(); i++) {
                extendWindow(acknowledgedInRun.get(i), done);
            }
            acknowledgedInRun = new Longs();
            if (runs.size() < KEPT_RUNS) {
                runs.add(done);
            }
            run = null;
        }
    }

    private void extendWindow(long at, LostRun in) {
        int index = episodes.of(at, in.lastNanos(), in.node());
        if (index < 0) {
            return;
        }
        Episode episode = episodes.episodes().get(index);
        Interval healed = episode.healed();
        boolean before = at < episode.atNanos();
        boolean after = healed != null && at >= healed.fromNanos();
        int finding = EpisodeFinding.index(index, groups, in.writer());
        windows.merge(
                finding,
                new LossWindow(finding, 1, at, at, before ? 1 : 0, before || after ? 0 : 1, after ? 1 : 0),
                LossTally::sum);
    }

    private static LossWindow sum(LossWindow a, LossWindow b) {
        return new LossWindow(
                a.episode(),
                a.lost() + b.lost(),
                Math.min(a.firstNanos(), b.firstNanos()),
                Math.max(a.lastNanos(), b.lastNanos()),
                a.beforeFault() + b.beforeFault(),
                a.duringFault() + b.duringFault(),
                a.afterHeal() + b.afterHeal());
    }

    WriteAccounts accounts(Map<String, Cells> writers, Map<String, Cells> ofGroups, List<String> problems) {
        endRun();
        return new WriteAccounts(
                new LinkedHashMap<>(writers),
                ofGroups,
                new LinkedHashMap<>(nodes),
                List.copyOf(windows.values()),
                List.copyOf(runs),
                runCount,
                List.copyOf(problems));
    }
}
