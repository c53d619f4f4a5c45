package io.splitproof.checker;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of every write.
 *
 * @param writers the cells of each writer, by name
 * @param groups the cells of the writers of each group, by name
 * @param nodes acknowledged and lost writes of each node that acknowledged any
 * @param windows one for each group and episode that lost something
 * @param runs the first lost runs, in order of writer and value; {@code runCount} says how many there are
 * @param problems why a ledger could not be accounted for
 */
public record WriteAccounts(
        Map<String, Cells> writers,
        Map<String, Cells> groups,
        Map<String, NodeAccount> nodes,
        List<LossWindow> windows,
        List<LostRun> runs,
        long runCount,
        List<String> problems) {
    /** Writes that one node acknowledged. */
    public record NodeAccount(long acknowledged, long lost) {}

    public Cells total() {
        return writers.values().stream().reduce(Cells.NONE, Cells::plus);
    }

    /** The cells of the writers of one group. */
    public Cells of(String group) {
        return groups.getOrDefault(group, Cells.NONE);
    }

    /** The loss window of the finding with that index, if anything was lost. */
    public Optional<LossWindow> window(int finding) {
        return windows.stream().filter(w -> w.episode() == finding).findFirst();
    }
}
