package io.splitproof.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DistributionTest {
    @Test
    void summarisesValuesInAnyOrder() {
        var values = new Distribution(List.of(5.0, 1.0, 3.0, 2.0, 4.0));
        assertThat(List.of(values.min(), values.median(), values.max())).containsExactly(1.0, 3.0, 5.0);
        assertThat(values.p95()).isBetween(4.0, 5.0);
        assertThat(values.n()).isEqualTo(5);
    }

    @Test
    void aSingleValueIsItsOwnSummary() {
        var one = new Distribution(List.of(2.5));
        assertThat(List.of(one.min(), one.median(), one.p95(), one.max())).containsOnly(2.5);
    }

    @Test
    void nothingHasNoDistribution() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Distribution(List.of()));
    }

    @Test
    void samplesOfOneSourceDoNotDifferAndShiftedOnesDo() {
        Distribution first = normal(1, 0);
        Difference same = Difference.of(first, normal(2, 0));
        assertThat(Math.min(same.shift(), same.shape())).isGreaterThan(0.05);
        Difference shifted = Difference.of(first, normal(3, 2));
        assertThat(Math.max(shifted.shift(), shifted.shape())).isLessThan(0.001);
        assertThat(shifted.ofMedians()).isCloseTo(2, within(0.8));
    }

    private static Distribution normal(long seed, double mean) {
        var random = new Random(seed);
        return new Distribution(IntStream.range(0, 20)
                .mapToObj(i -> mean + random.nextGaussian())
                .toList());
    }

    /** The worked example of every textbook: 0.01, 0.04, 0.03, 0.005 become 0.03, 0.06, 0.06, 0.02. */
    @Test
    void holmCorrectsStepByStepAndKeepsTheOrderOfItsInput() {
        List<Double> adjusted = Holm.adjusted(List.of(0.01, 0.04, 0.03, 0.005));
        assertThat(adjusted).hasSize(4);
        List<Double> expected = List.of(0.03, 0.06, 0.06, 0.02);
        IntStream.range(0, 4).forEach(i -> assertThat(adjusted.get(i)).isCloseTo(expected.get(i), within(1e-12)));
    }

    @Test
    void holmNeverExceedsOne() {
        assertThat(Holm.adjusted(List.of(0.9, 0.8, 0.7))).allMatch(p -> p <= 1);
        assertThat(Holm.adjusted(List.of())).isEmpty();
    }
}
