package io.splitproof.report.html;

import java.util.Arrays;
import java.util.List;

/** How many operations of one client ended in each bin, by their outcome. Counted up in place. */
final class Counts {
    private final int[] ok;
    private final int[] indeterminate;
    private final int[] rejected;
    private final int[] lost;

    Counts(int bins) {
        ok = new int[bins];
        indeterminate = new int[bins];
        rejected = new int[bins];
        lost = new int[bins];
    }

    int[] ok() {
        return ok;
    }

    int[] indeterminate() {
        return indeterminate;
    }

    int[] rejected() {
        return rejected;
    }

    int[] lost() {
        return lost;
    }

    /** Empty where nothing was counted: most clients lose nothing. */
    static List<Integer> list(int[] counts) {
        return Arrays.stream(counts).allMatch(c -> c == 0)
                ? List.of()
                : Arrays.stream(counts).boxed().toList();
    }
}
