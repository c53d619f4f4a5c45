package io.splitproof.lab;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What can be typed. */
final class Help {
    private Help() {}

    static String of(List<String> words) {
        if (words.isEmpty()) {
            return Arrays.stream(Verb.values()).map(Help::line).collect(Collectors.joining("\n"))
                    + "\nNODE, A, B, BOX: a name, or a role at that moment (primary, replica, best-replica,"
                    + " leader-sentinel).\nPHYSICS: blackhole, stall, refuse, reset. All times are scenario time.";
        }
        return Verb.of(words.get(0))
                .map(Help::line)
                .orElseThrow(() -> new Refused(
                        "unknown command \"" + words.get(0) + "\"; there are " + String.join(", ", Verb.words())));
    }

    private static String line(Verb verb) {
        return verb.usage() + "\n    " + verb.does();
    }
}
