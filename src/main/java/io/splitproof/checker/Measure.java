package io.splitproof.checker;

import java.util.ArrayList;
import java.util.List;

/** What a run says to one promise: a result, the measurement in words, and the first evidence. */
record Measure(Result result, String words, List<String> evidence) {
    static Measure held(String words, String... evidence) {
        return new Measure(Result.HELD, words, List.of(evidence));
    }

    static Measure violated(String words, List<String> evidence) {
        return new Measure(Result.VIOLATED, words, evidence);
    }

    static Measure violated(String words, String... evidence) {
        return violated(words, List.of(evidence));
    }

    static Measure unknown(String why) {
        return new Measure(Result.UNKNOWN, why, List.of());
    }

    /** The same, with more words. */
    Measure with(String more) {
        return more.isEmpty() ? this : new Measure(result, words + more, evidence);
    }

    /** Both must hold; both are said. */
    Measure and(Measure other) {
        var all = new ArrayList<>(evidence);
        all.addAll(other.evidence);
        return new Measure(result.and(other.result), words + "; " + other.words, all);
    }
}
