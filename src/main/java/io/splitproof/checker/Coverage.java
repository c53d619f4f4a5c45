package io.splitproof.checker;

import io.splitproof.history.Event.ClusterSeen;
import io.splitproof.history.Event.RoleSeen;
import io.splitproof.history.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The times in which one node of a Cluster said {@code cluster_state:fail}, while the load ran: it refused every
 * command with CLUSTERDOWN.
 *
 * @param failed in order; the last may end with the load
 */
public record Coverage(String node, List<Interval> failed) {
    public Coverage {
        failed = List.copyOf(failed);
    }

    public Duration total() {
        return failed.stream().map(Interval::length).reduce(Duration.ZERO, Duration::plus);
    }

    static boolean isOk(ClusterSeen seen) {
        return "ok".equals(seen.fields().get("cluster_state"));
    }

    /** A field that counts something; 0 if it is missing. */
    static long number(ClusterSeen seen, String field) {
        String text = seen.fields().getOrDefault(field, "0").strip();
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    /** That of every node that told of itself; empty where there is no Cluster. */
    static List<Coverage> of(Evidence evidence) {
        var seen = new LinkedHashMap<String, List<ClusterSeen>>();
        evidence.history()
                .of(ClusterSeen.class)
                .forEach(s ->
                        seen.computeIfAbsent(s.node(), n -> new ArrayList<>()).add(s));
        long from = evidence.history().startOf(Phase.CONTROL).orElse(0L);
        var events = evidence.history().events();
        long last = events.isEmpty() ? from : events.get(events.size() - 1).atNanos();
        long to = Math.max(from, evidence.history().startOf(Phase.HEAL).orElse(last));
        var coverage = new ArrayList<Coverage>();
        seen.forEach((node, views) ->
                coverage.add(new Coverage(node, failed(views, from, Math.min(to, gone(evidence, node, from))))));
        return List.copyOf(coverage);
    }

    /** When it was last seen to be no longer there: a node that is gone says nothing. */
    private static long gone(Evidence evidence, String node, long from) {
        long gone = Long.MAX_VALUE;
        for (RoleSeen role : evidence.history().of(RoleSeen.class).toList()) {
            if (role.node().equals(node) && role.atNanos() >= from) {
                boolean there = !role.role().equals("unreachable");
                gone = there ? Long.MAX_VALUE : Math.min(gone, role.atNanos());
            }
        }
        return gone;
    }

    private static List<Interval> failed(List<ClusterSeen> views, long from, long to) {
        var failed = new ArrayList<Interval>();
        long since = -1;
        for (ClusterSeen view : views) {
            if (!isOk(view) && since < 0) {
                since = view.atNanos();
            } else if (isOk(view) && since >= 0) {
                add(failed, since, view.atNanos(), from, to);
                since = -1;
            }
        }
        if (since >= 0) {
            add(failed, since, to, from, to);
        }
        return failed;
    }

    private static void add(List<Interval> failed, long since, long until, long from, long to) {
        long begin = Math.max(since, from);
        long end = Math.min(until, to);
        if (end > begin) {
            failed.add(new Interval(begin, end));
        }
    }
}
