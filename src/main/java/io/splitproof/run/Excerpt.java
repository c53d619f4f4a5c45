package io.splitproof.run;

import io.splitproof.literal.Check;
import java.util.List;
import java.util.stream.Collectors;

/** What is recorded of a long answer: what was looked for, or its end. */
final class Excerpt {
    private static final int LINES = 40;
    private static final int MATCHES = 5;

    private static final int KEPT_OF_LOG = 200_000;

    private Excerpt() {}

    /** A log, or its beginning and its end: a replica that is refused tries again at once, and says so each time. */
    static String ofLog(String log) {
        if (log.length() <= KEPT_OF_LOG) {
            return log;
        }
        int half = KEPT_OF_LOG / 2;
        return log.substring(0, half) + "\n... " + (log.length() - KEPT_OF_LOG) + " characters left out ...\n"
                + log.substring(log.length() - half);
    }

    /** Meets the check if and only if the whole answer does. */
    static String of(String output, Check check) {
        List<String> lines = output.lines().toList();
        if (lines.size() <= LINES) {
            return output.strip();
        }
        String found = lines.stream()
                .filter(line ->
                        check.says() != null && check.pattern().matcher(line).find())
                .limit(MATCHES)
                .collect(Collectors.joining("\n"));
        boolean met = check.isMet(0, output);
        if (check.says() == null || (found.isEmpty() && !met)) {
            return String.join("\n", lines.subList(lines.size() - LINES, lines.size()))
                    .strip();
        }
        return found.isEmpty() ? output.strip() : found;
    }
}
