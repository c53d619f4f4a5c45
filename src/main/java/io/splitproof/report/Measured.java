package io.splitproof.report;

import io.splitproof.statistics.Difference;
import io.splitproof.statistics.Distribution;
import io.splitproof.statistics.Shift;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One measurement in two sets of runs.
 *
 * @param shift from the first set to the second, with its 95 % confidence interval
 * @param words whether it is more than noise
 */
public record Measured(Values values, Answer answer, Optional<Shift> shift, String words) {
    /** Adjusted p-values below it are called a difference. */
    private static final double LEVEL = 0.05;
    /** Seconds: a tick of Sentinel's and a Cluster's own timer, below which neither resolves anything. */
    private static final double TICK = 0.1;

    /** Whether both sets differ. */
    public enum Answer {
        MORE_THAN_NOISE,
        NO_MORE_THAN_NOISE,
        /** Too few values, or none: nothing can be said. */
        UNKNOWN
    }

    /**
     * What was measured.
     *
     * @param unit {@code s}, or nothing for a count
     */
    public record Values(String name, String unit, Optional<Distribution> first, Optional<Distribution> second) {
        /** False where one set has no values, or where all of both are the same. */
        boolean canDiffer() {
            return first.isPresent()
                    && second.isPresent()
                    && (first.get().min() != first.get().max()
                            || second.get().min() != second.get().max()
                            || first.get().min() != second.get().min());
        }

        /** Of the two-sided Mann-Whitney test, not yet adjusted. */
        double p() {
            return Difference.shift(first.orElseThrow(), second.orElseThrow());
        }

        /** The second set's median minus the first's. */
        double ofMedians() {
            return second.orElseThrow().median() - first.orElseThrow().median();
        }

        String number(double value) {
            return unit.equals("s") ? String.format(Locale.ROOT, "%.3f", value) : trimmed(value);
        }

        private static String trimmed(double value) {
            return value == Math.rint(value)
                    ? String.format(Locale.ROOT, "%,.0f", value)
                    : String.format(Locale.ROOT, "%,.1f", value);
        }

        private String with(double value) {
            return number(value) + (unit.isEmpty() ? "" : " " + unit);
        }
    }

    /**
     * Judges a measurement.
     *
     * @param family how many were tested together
     * @param adjusted the p-value among these; null if they cannot differ
     */
    static Measured of(Values values, int family, @Nullable Double adjusted) {
        if (values.first().isEmpty() || values.second().isEmpty()) {
            return unknown(values, "unknown: no run of " + missing(values) + " has it");
        }
        Distribution first = values.first().get();
        Distribution second = values.second().get();
        if (adjusted == null) {
            return same(values, first, second);
        }
        double least = family * Shift.leastP(first.n(), second.n());
        Optional<Shift> shift = Shift.of(first, second);
        if (least > LEVEL || shift.isEmpty()) {
            return unknown(
                    values,
                    "unknown: n is too small, " + first.n() + " and " + second.n() + "; " + Shift.enough(LEVEL / family)
                            + " of each could tell");
        }
        return adjusted < LEVEL ? more(values, shift.get(), adjusted) : noise(values, shift.get(), adjusted);
    }

    private static String missing(Values values) {
        return values.first().isPresent() ? "B" : values.second().isPresent() ? "A" : "either";
    }

    private static Measured unknown(Values values, String words) {
        return new Measured(values, Answer.UNKNOWN, Optional.empty(), words);
    }

    private static Measured same(Values values, Distribution first, Distribution second) {
        return Shift.leastP(first.n(), second.n()) > LEVEL
                ? unknown(
                        values,
                        "unknown: all are " + values.with(first.median()) + ", but n is too small, " + first.n()
                                + " and " + second.n())
                : new Measured(
                        values,
                        Answer.NO_MORE_THAN_NOISE,
                        Optional.empty(),
                        "no difference: all are " + values.with(first.median()));
    }

    private static Measured more(Values values, Shift shift, double p) {
        boolean small = values.unit().equals("s") && Math.abs(shift.estimate()) < TICK;
        return new Measured(
                values,
                Answer.MORE_THAN_NOISE,
                Optional.of(shift),
                "more than noise: B is " + values.with(Math.abs(shift.estimate()))
                        + (shift.estimate() < 0 ? " lower " : " higher ") + interval(values, shift) + ", " + p(p)
                        + (small ? "; below a tick of the servers' timers" : ""));
    }

    private static Measured noise(Values values, Shift shift, double p) {
        return new Measured(
                values,
                Answer.NO_MORE_THAN_NOISE,
                Optional.of(shift),
                "no more than noise " + interval(values, shift) + ", " + p(p));
    }

    private static String interval(Values values, Shift shift) {
        return "(95 %: " + signed(values, shift.lower()) + " to " + signed(values, shift.upper())
                + (values.unit().isEmpty() ? "" : " " + values.unit()) + ")";
    }

    private static String signed(Values values, double value) {
        return (value > 0 ? "+" : "") + values.number(value);
    }

    private static String p(double p) {
        return p < 0.0001 ? "p < 0.0001" : String.format(Locale.ROOT, "p = %.4f", p);
    }
}
