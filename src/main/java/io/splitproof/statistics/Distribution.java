package io.splitproof.statistics;

import java.util.List;
import org.apache.commons.statistics.descriptive.Quantile;

/**
 * Measurements of one thing, all in one unit.
 *
 * @param values at least one, in any order
 */
public record Distribution(List<Double> values) {
    public Distribution {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a distribution needs at least one value");
        }
        values = List.copyOf(values);
    }

    public int n() {
        return values.size();
    }

    public double min() {
        return quantile(0);
    }

    public double median() {
        return quantile(0.5);
    }

    public double p95() {
        return quantile(0.95);
    }

    public double max() {
        return quantile(1);
    }

    private double quantile(double share) {
        return Quantile.withDefaults().evaluate(array(), share);
    }

    double[] array() {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
