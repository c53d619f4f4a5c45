package io.splitproof.checker;

import io.splitproof.literal.Check;

/**
 * What came of one check of one variant.
 *
 * @param result held if it said what was expected; unknown if it was not tried, with the reason as its answer
 * @param answer what it printed last, without secrets
 * @param atNanos when that answer was there
 */
public record CheckFinding(Check check, Result result, String answer, long exit, long startedNanos, long atNanos) {
    /** The part of the answer that a reader should see: the first line that the expectation matches, or its end. */
    public String excerpt() {
        if (check.says() != null && result == Result.HELD) {
            var matcher = check.pattern().matcher(answer);
            if (matcher.find()) {
                int from = answer.lastIndexOf('\n', matcher.start()) + 1;
                int to = answer.indexOf('\n', matcher.end());
                return answer.substring(from, to < 0 ? answer.length() : to).strip();
            }
        }
        String said = answer.strip();
        return said.substring(said.lastIndexOf('\n') + 1).strip();
    }
}
