package io.splitproof.statistics;

import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.apache.commons.statistics.inference.MannWhitneyUTest;

/**
 * How two independent samples of one thing differ.
 *
 * @param ofMedians the second sample's median minus the first's
 * @param shift p-value of the two-sided Mann-Whitney U test: small if one sample tends to lie above the other
 * @param shape p-value of the two-sided Kolmogorov-Smirnov test: small if the distributions differ anywhere
 */
public record Difference(double ofMedians, double shift, double shape) {
    public static Difference of(Distribution first, Distribution second) {
        return new Difference(
                second.median() - first.median(),
                shift(first, second),
                KolmogorovSmirnovTest.withDefaults()
                        .test(first.array(), second.array())
                        .getPValue());
    }

    /** The p-value of the two-sided Mann-Whitney U test alone, which one value of each is enough for. */
    public static double shift(Distribution first, Distribution second) {
        return MannWhitneyUTest.withDefaults()
                .test(first.array(), second.array())
                .getPValue();
    }
}
