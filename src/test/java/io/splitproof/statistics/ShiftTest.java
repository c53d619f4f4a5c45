package io.splitproof.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShiftTest {
    private static Distribution of(double... values) {
        return new Distribution(
                IntStream.range(0, values.length).mapToObj(i -> values[i]).toList());
    }

    private static Distribution normal(long seed, int n, double mean) {
        var random = new Random(seed);
        return new Distribution(IntStream.range(0, n)
                .mapToObj(i -> mean + random.nextGaussian())
                .toList());
    }

    /** Differences of 1, 2, 3, 4 and 11, 12, 13, 14: 7 to 13, and 10 in the middle. */
    @Test
    void estimatesTheMedianOfAllDifferences() {
        var shift = Shift.of(of(1, 2, 3, 4), of(11, 12, 13, 14)).orElseThrow();
        assertThat(shift.estimate()).isEqualTo(10);
        assertThat(shift.lower()).isEqualTo(7);
        assertThat(shift.upper()).isEqualTo(13);
    }

    /** From Hollander and Wolfe's data on placental permeability as R's wilcox.test documents it. */
    @Test
    void agreesWithAPublishedExample() {
        var term = of(0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46);
        var early = of(1.15, 0.88, 0.90, 0.74, 1.21);
        assertThat(Shift.of(early, term).orElseThrow().estimate()).isCloseTo(0.305, within(1e-9));
    }

    @Test
    void turnsAroundWithItsSamples() {
        var there = Shift.of(normal(1, 15, 0), normal(2, 20, 3)).orElseThrow();
        var back = Shift.of(normal(2, 20, 3), normal(1, 15, 0)).orElseThrow();
        assertThat(back.estimate()).isEqualTo(-there.estimate());
        assertThat(List.of(back.lower(), back.upper())).containsExactly(-there.upper(), -there.lower());
    }

    @Test
    void intervalsHoldTheTrueShiftAboutNineteenTimesInTwenty() {
        long hits = LongStream.range(0, 400)
                .mapToObj(seed -> Shift.of(normal(2 * seed, 12, 0), normal(2 * seed + 1, 9, 1))
                        .orElseThrow())
                .filter(s -> s.lower() <= 1 && 1 <= s.upper())
                .count();
        assertThat(hits).isBetween(368L, 395L);
    }

    @Test
    void smallSamplesHaveNoInterval() {
        assertThat(Shift.of(of(1, 2, 3), of(11, 12, 13))).isEmpty();
        assertThat(Shift.of(of(1), of(2, 3, 4, 5, 6, 7))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "3, 3, 0.1", "4, 4, 0.0285714", "5, 5, 0.0079365", "2, 8, 0.0444444"})
    void theLeastPValueIsTwoOfAllOrders(int first, int second, double p) {
        assertThat(Shift.leastP(first, second)).isCloseTo(p, within(1e-6));
        assertThat(Shift.leastP(second, first)).isCloseTo(p, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"0.05, 4", "0.01, 5", "0.0025, 6", "1, 1"})
    void saysHowManyValuesAreEnough(double p, int n) {
        assertThat(Shift.enough(p)).isEqualTo(n);
    }
}
