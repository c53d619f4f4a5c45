package io.splitproof.store;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Names that were probably meant. */
final class Nearest {
    private Nearest() {}

    /** {@code unknown node "redis-4"; this topology has ...}, with a suggestion if exactly one name is near. */
    static String unknown(String what, String name, Collection<String> known, String lead) {
        String all = lead + (known.isEmpty() ? "none" : String.join(", ", known));
        String suggestion = suggestion(name, known);
        return "unknown " + what + " \"" + name + "\""
                + (suggestion.isEmpty() ? "; " + all : suggestion + " " + capitalized(all));
    }

    /** {@code ; did you mean "x"?} or nothing. */
    static String suggestion(String name, Collection<String> known) {
        return to(name, known).map(n -> "; did you mean \"" + n + "\"?").orElse("");
    }

    /** The one name within a few typing errors that is nearer than all others. */
    static Optional<String> to(String name, Collection<String> known) {
        int limit = Math.min(3, name.length() / 3);
        int best = known.stream().mapToInt(k -> distance(name, k)).min().orElse(Integer.MAX_VALUE);
        List<String> nearest =
                known.stream().filter(k -> distance(name, k) == best).toList();
        return best <= limit && nearest.size() == 1 ? Optional.of(nearest.get(0)) : Optional.empty();
    }

    /** Levenshtein's distance: insertions, deletions and replacements of single characters. */
    static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }

    private static String capitalized(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
