package io.splitproof.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Interval;
import io.splitproof.checker.Overlap;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadlineTest {
    private static final long SECOND = 1_000_000_000L;

    /** Of which the last second lies after the heal. */
    private static Overlap overlap(long from, long to) {
        return new Overlap(
                "mymaster",
                "redis-1",
                "redis-3",
                new Interval(from * SECOND, to * SECOND),
                new Interval(from * SECOND, (to - 1) * SECOND),
                new Interval((to - 1) * SECOND, to * SECOND),
                10 * (to - from - 1),
                10);
    }

    @Test
    void oneTimeInWhichTwoNodesAcknowledgedIsToldWithItsParts() {
        var fact = Headline.dual(List.of(overlap(15, 45)));
        assertThat(fact.figure()).isEqualTo("15.000 s to 45.000 s");
        assertThat(fact.words())
                .isEqualTo(
                        "redis-1 and redis-3: 29 s while the fault lasted (290 writes on redis-1), 1 s after the heal"
                                + " (10 writes)");
    }

    @Test
    void ofSeveralTimesNoneIsHidden() {
        var fact = Headline.dual(List.of(overlap(15, 19), overlap(30, 45), overlap(50, 52)));
        assertThat(fact.figure()).isEqualTo("15.000 s to 52.000 s");
        assertThat(fact.words())
                .startsWith("3 times, 21 s in all, the longest from 30.000 s to 45.000 s: redis-1 and redis-3: 14 s");
    }
}
