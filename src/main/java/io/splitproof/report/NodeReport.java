package io.splitproof.report;

import io.splitproof.statistics.Distribution;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What one Redis node did, beside the reasons that document A gives to move to Cluster. */
public final class NodeReport {
    private static final long GIBIBYTE = 1L << 30;

    /** The document's two limits. */
    private static final int MEMORY_GIB = 4;

    private static final int PER_SECOND = 100_000;

    private NodeReport() {}

    /** One figure of a node alone and of the only node of a Cluster; at least one value each. */
    public record Row(String figure, List<Double> alone, List<Double> inCluster) {
        public Row {
            alone = List.copyOf(alone);
            inCluster = List.copyOf(inCluster);
        }

        private String words() {
            var a = new Distribution(alone);
            var c = new Distribution(inCluster);
            return "| " + figure + " | " + range(a) + " | " + range(c) + " | "
                    + String.format(Locale.ROOT, "%+.1f %%", 100 * (c.median() / a.median() - 1)) + " |";
        }

        private static String range(Distribution d) {
            return d.n() == 1
                    ? number(d.median())
                    : number(d.median()) + " (" + number(d.min()) + " to " + number(d.max()) + ")";
        }
    }

    /**
     * The page.
     *
     * @param rows rates first, the memory of a key last
     */
    public static String page(List<Row> rows, String server, int n) {
        double best = rows.subList(0, rows.size() - 1).stream()
                .filter(r -> !r.figure().contains("16"))
                .mapToDouble(r -> new Distribution(r.alone()).median())
                .max()
                .orElse(0);
        double bestPipelined = rows.subList(0, rows.size() - 1).stream()
                .mapToDouble(r -> new Distribution(r.alone()).median())
                .max()
                .orElse(0);
        double bytes = new Distribution(rows.get(rows.size() - 1).alone()).median();
        return """
                # What one node does

                Document A moves to Redis Cluster where more than %d GB of memory or more than %s operations a second are \
                needed. Measured with the server's own benchmark, %s, 50 clients beside it on the same machine: they take \
                processor time from it, so that a node with a machine to itself does more. Median (least to most) of n = %d.

                | figure | a node alone | the only node of a Cluster | difference of the medians |
                |---|---:|---:|---:|
                %s

                - One node here did %s operations a second with 50 clients that wait for each reply (the document's limit: \
                %s), and %s with 16 requests on the way at once. What the limit means depends on how clients ask.
                - %d GiB hold about %s such keys, computed from the memory of one key; the document's limit is one of its \
                machines, not of Redis.
                - What the difference of the memory shows is Cluster's bookkeeping of the keys of each slot.

                Written by `./splitproof bench node -n %d --report reports/node.md`.
                """.formatted(
                        MEMORY_GIB,
                        number(PER_SECOND),
                        server,
                        n,
                        rows.stream().map(Row::words).collect(Collectors.joining(System.lineSeparator())),
                        number(best),
                        number(PER_SECOND),
                        number(bestPipelined),
                        MEMORY_GIB,
                        number(Math.floor(MEMORY_GIB * GIBIBYTE / bytes)),
                        n);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}
