package io.splitproof.statistics;

import java.util.Arrays;
import java.util.Optional;

/**
 * By how much one sample lies above another, whatever the shape of both: the Hodges-Lehmann estimate, which is the median
 * of all differences between a value of the second and one of the first.
 *
 * @param estimate of the shift from the first sample to the second
 * @param lower end of its 95 % confidence interval
 * @param upper end of the same
 */
public record Shift(double estimate, double lower, double upper) {
    private static final double NORMAL_95 = 1.959964;

    /**
     * The shift with the interval that goes with the Mann-Whitney test, by its normal approximation; empty where the
     * samples are so small that no interval has that confidence.
     */
    public static Optional<Shift> of(Distribution first, Distribution second) {
        double[] differences = differences(first.array(), second.array());
        double pairs = differences.length;
        double deviation = Math.sqrt(pairs * (first.n() + second.n() + 1) / 12);
        int rank = (int) Math.floor(pairs / 2 - NORMAL_95 * deviation);
        if (rank < 1 || leastP(first.n(), second.n()) > 0.05) {
            return Optional.empty();
        }
        return Optional.of(
                new Shift(median(differences), differences[rank - 1], differences[differences.length - rank]));
    }

    /** The smallest p-value that a two-sided Mann-Whitney test of samples of these sizes can give. */
    public static double leastP(int first, int second) {
        double orders = 1;
        for (int i = 1; i <= first; i++) {
            orders *= (second + i) / (double) i;
        }
        return Math.min(1, 2 / orders);
    }

    /** How many values each of two equally large samples needs before such a test can give that p-value or less. */
    public static int enough(double p) {
        int n = 1;
        while (leastP(n, n) > p) {
            n++;
        }
        return n;
    }

    private static double[] differences(double[] first, double[] second) {
        double[] differences = new double[first.length * second.length];
        int i = 0;
        for (double a : first) {
            for (double b : second) {
                differences[i++] = b - a;
            }
        }
        Arrays.sort(differences);
        return differences;
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
