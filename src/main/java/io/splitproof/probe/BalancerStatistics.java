package io.splitproof.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What HAProxy answers to {@code show stat}: one line of comma-separated values for each frontend, server and backend,
 * below a line with their names, which begins with a hash (management guide, section 9.1).
 *
 * @param writes servers that take writes, by name
 * @param reads servers that take reads
 * @param checked whether the first check of every server has ended
 */
record BalancerStatistics(List<String> writes, List<String> reads, boolean checked) {
    private static final List<String> NO_SERVERS = List.of("FRONTEND", "BACKEND");

    BalancerStatistics {
        writes = List.copyOf(writes);
        reads = List.copyOf(reads);
    }

    /** Throws IllegalArgumentException if the text is anything else. */
    static BalancerStatistics parse(String text) {
        List<List<String>> lines = text.lines()
                .filter(line -> !line.isBlank())
                .map(line -> Arrays.asList(line.split(",", -1)))
                .toList();
        if (lines.isEmpty() || !lines.get(0).get(0).equals("# pxname")) {
            throw new IllegalArgumentException("expected the statistics of HAProxy, but found \""
                    + text.lines().findFirst().orElse("") + "\"");
        }
        var columns = new Columns(lines.get(0));
        var writes = new ArrayList<String>();
        var reads = new ArrayList<String>();
        boolean checked = true;
        for (List<String> line : lines.subList(1, lines.size())) {
            String server = columns.of(line, "svname");
            if (NO_SERVERS.contains(server)) {
                continue;
            }
            // "UP 1/2" takes connections still, "DOWN 1/2" none yet.
            if (columns.of(line, "status").startsWith("UP")) {
                (columns.of(line, "# pxname").equals("writes") ? writes : reads).add(server);
            }
            checked &= !columns.of(line, "check_status").isEmpty()
                    && !columns.of(line, "check_status").endsWith("INI");
        }
        return new BalancerStatistics(writes, reads, checked);
    }

    private record Columns(List<String> names) {
        String of(List<String> line, String name) {
            int column = names.indexOf(name);
            if (column < 0 || column >= line.size()) {
                throw new IllegalArgumentException(
                        "expected a column \"" + name + "\" in the statistics of HAProxy, but found " + names);
            }
            return line.get(column);
        }
    }
}
