package io.splitproof.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The problems found in one file so far. */
final class Problems {
    private final String file;
    private final List<Problem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(int line, String message) {
        found.add(new Problem(file, line, message));
    }

    /** Each problem once, in order of lines; problems of one line in the order in which they were found. */
    List<Problem> inOrder() {
        return found.stream()
                .distinct()
                .sorted(Comparator.comparingInt(Problem::line))
                .toList();
    }

    /** Throws everything found so far, if anything was. */
    void raise() {
        if (!found.isEmpty()) {
            throw new ScenarioException(inOrder());
        }
    }
}
