package io.splitproof.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Holm's step-down correction: many tests at once, of which each would find something by chance. */
public final class Holm {
    private Holm() {}

    /** The adjusted p-values, in the order of the given ones. */
    public static List<Double> adjusted(List<Double> pValues) {
        var adjusted = new ArrayList<>(pValues);
        List<Integer> ascending = IntStream.range(0, pValues.size())
                .boxed()
                .sorted(Comparator.comparing(pValues::get))
                .toList();
        double highest = 0;
        for (int rank = 0; rank < ascending.size(); rank++) {
            int index = ascending.get(rank);
            highest = Math.max(highest, Math.min(1, pValues.get(index) * (pValues.size() - rank)));
            adjusted.set(index, highest);
        }
        return List.copyOf(adjusted);
    }
}
