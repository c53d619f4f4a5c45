package io.splitproof.checker;

import static org.assertj.core.api.Assertions.assertThat;

/** Asserts a verdict and what it says. */
final class VerdictAssert {
    private VerdictAssert() {}

    static void held(Verdict verdict, String... words) {
        expect(verdict, Result.HELD, words);
    }

    static void violated(Verdict verdict, String... words) {
        expect(verdict, Result.VIOLATED, words);
    }

    static void unknown(Verdict verdict, String... words) {
        expect(verdict, Result.UNKNOWN, words);
    }

    private static void expect(Verdict verdict, Result result, String... words) {
        assertThat(verdict.result()).as("%s", verdict).isEqualTo(result);
        String said = verdict.measured() + " " + String.join(" ", verdict.evidence());
        for (String word : words) {
            assertThat(said).contains(word);
        }
    }
}
