package io.splitproof.cli;

import io.splitproof.trial.ClusterBench.Run;
import io.splitproof.trial.ClusterBench.What;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** The figures of Clusters of several sizes, side by side, and how they grow. What was not measured is a dash. */
final class ClusterTable {
    private static final double MEBIBYTE = 1 << 20;
    private static final String NOTHING = "-";

    private ClusterTable() {}

    /** A column of figures. */
    private record Figure(String heading, String format, ToDoubleFunction<Run> value) {
        /** The median, with the smallest and largest where they differ. */
        String cell(List<Run> runs) {
            double[] sorted = of(runs).sorted().toArray();
            if (sorted.length == 0) {
                return NOTHING;
            }
            String median = written(middle(sorted));
            String least = written(sorted[0]);
            String most = written(sorted[sorted.length - 1]);
            return least.equals(most) ? median : median + " (" + least + " to " + most + ")";
        }

        double median(List<Run> runs) {
            double[] sorted = of(runs).sorted().toArray();
            return sorted.length == 0 ? Double.NaN : middle(sorted);
        }

        private DoubleStream of(List<Run> runs) {
            return runs.stream().mapToDouble(value).filter(v -> !Double.isNaN(v));
        }

        private String written(double number) {
            return String.format(Locale.ROOT, format, number);
        }

        private static double middle(double[] sorted) {
            int half = sorted.length / 2;
            return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        }
    }

    private static final List<Figure> FIGURES = List.of(
            new Figure(
                    "containers",
                    "%,.0f",
                    r -> r.usage() == null ? Double.NaN : r.usage().containers()),
            new Figure("proxies", "%,.0f", Run::proxies),
            new Figure("converged, s", "%.1f", Run::convergedSeconds),
            new Figure(
                    "memory, MiB",
                    "%,.0f",
                    r -> r.usage() == null ? Double.NaN : r.usage().bytes() / MEBIBYTE),
            new Figure("cut streams", "%,.0f", r -> r.cuts() == 0 ? Double.NaN : r.cuts()),
            new Figure("spread of the cut, ms", "%.0f", Run::spreadMillis));

    /** One run as it ends. */
    static String line(Run run) {
        String figures = FIGURES.stream()
                .filter(f -> !f.cell(List.of(run)).equals(NOTHING))
                .map(f -> f.heading() + " " + f.cell(List.of(run)))
                .collect(Collectors.joining("; "));
        String end = run.failure() == null ? run.result() + ", " + run.directory() : run.failure();
        return run.nodes() + " nodes, " + name(run.what()) + ": " + figures + "; " + end;
    }

    /** A Markdown table: a row for each size, and one for each step from a size to the next. */
    static String of(List<Run> runs) {
        var rows = new ArrayList<List<String>>();
        var headings = new ArrayList<>(List.of("nodes"));
        FIGURES.forEach(f -> headings.add(f.heading()));
        for (What what : What.values()) {
            headings.add(name(what));
        }
        rows.add(headings);
        rows.add(headings.stream().map(h -> "---").toList());
        List<Integer> sizes = runs.stream().map(Run::nodes).distinct().toList();
        sizes.forEach(n -> rows.add(row(ofSize(runs, n))));
        for (int i = 1; i < sizes.size(); i++) {
            rows.add(growth(ofSize(runs, sizes.get(i - 1)), ofSize(runs, sizes.get(i))));
        }
        return rows.stream()
                .map(r -> "| " + String.join(" | ", r) + " |")
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private static List<Run> ofSize(List<Run> runs, int nodes) {
        return runs.stream().filter(r -> r.nodes() == nodes).toList();
    }

    private static List<String> row(List<Run> runs) {
        var cells = new ArrayList<>(List.of(String.valueOf(runs.get(0).nodes())));
        FIGURES.forEach(f -> cells.add(f.cell(runs)));
        for (What what : What.values()) {
            cells.add(results(runs.stream().filter(r -> r.what() == what).toList()));
        }
        return cells;
    }

    /** How the runs ended, the same endings counted. */
    private static String results(List<Run> runs) {
        String words = runs.stream()
                .map(r -> r.isConverged() ? r.result().toString() : "not converged")
                .distinct()
                .map(word -> word + ofHowMany(runs, word))
                .collect(Collectors.joining(", "));
        return words.isEmpty() ? NOTHING : words;
    }

    private static String ofHowMany(List<Run> runs, String word) {
        long same = runs.stream()
                .filter(r -> (r.isConverged() ? r.result().toString() : "not converged").equals(word))
                .count();
        return runs.size() == 1 ? "" : " (" + same + " of " + runs.size() + ")";
    }

    private static List<String> growth(List<Run> from, List<Run> to) {
        int few = from.get(0).nodes();
        int many = to.get(0).nodes();
        var cells = new ArrayList<>(List.of(few + " to " + many + ": x" + ratio((double) many / few)));
        for (Figure figure : FIGURES) {
            double grown = figure.median(to) / figure.median(from);
            cells.add(Double.isNaN(grown) ? NOTHING : "x" + ratio(grown));
        }
        for (What ignored : What.values()) {
            cells.add("");
        }
        return cells;
    }

    private static String ratio(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String name(What what) {
        return what.name().toLowerCase(Locale.ROOT);
    }

    /** The page of reports/. */
    static String page(String table, List<Run> runs) {
        String failures = runs.stream()
                .map(Run::failure)
                .filter(Objects::nonNull)
                .distinct()
                .map(f -> "- " + f + System.lineSeparator())
                .collect(Collectors.joining());
        return """
                # How the harness grows with a Redis Cluster

                Shards of a primary and a replica, each node in a box of its own with a proxy for every way to every other
                node's port and bus, and three boxes with a client. *Converged* counts from the command, until every node's
                view is the same and all slots are served; *memory* is that of all containers then, as the engine accounts
                for it. *Partition* cuts the first primary and a client off from everybody else, *crash* kills the first
                primary; both are judged as any other run. cluster-node-timeout is 5000, and above 30 nodes its default of
                15000 from then on. A figure with a range is a median of several runs.

                %s

                %sWritten by:

                ```
                ./splitproof bench cluster --report reports/cluster.md
                ```
                """.formatted(table, failures);
    }
}
