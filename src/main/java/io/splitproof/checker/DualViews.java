package io.splitproof.checker;

import io.splitproof.history.Event;
import io.splitproof.history.Event.RoleSeen;
import io.splitproof.history.Event.WriteProbed;
import io.splitproof.history.Phase;
import io.splitproof.history.WriteAnswer;
import io.splitproof.topology.Group;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/** Finds times in which two nodes of a group were in the same state, from observations made on change. */
final class DualViews {
    private DualViews() {}

    /** Two nodes whose ROLE says master. */
    static List<SplitBrain.DualView> masters(Evidence evidence) {
        return find(evidence, RoleSeen.class, RoleSeen::node, r -> r.role().equals("master"));
    }

    /** Two nodes that acknowledge the write probe. */
    static List<SplitBrain.DualView> writable(Evidence evidence) {
        return find(evidence, WriteProbed.class, WriteProbed::node, p -> p.answer() == WriteAnswer.ACKNOWLEDGED);
    }

    /**
     * The same without the time in which the probe may not yet have seen the end: a node counts until the last probe that
     * it acknowledged was sent.
     */
    static List<SplitBrain.DualView> certainlyWritable(Evidence evidence) {
        List<WriteProbed> seen = evidence.history()
                .of(WriteProbed.class)
                .map(p -> p.answer() == WriteAnswer.ACKNOWLEDGED
                        ? p
                        : new WriteProbed(
                                Math.min(p.previousNanos(), p.atNanos()), p.node(), p.answer(), p.previousNanos()))
                .sorted(Comparator.comparingLong(WriteProbed::atNanos))
                .toList();
        return find(evidence, seen, WriteProbed::node, p -> p.answer() == WriteAnswer.ACKNOWLEDGED);
    }

    private static <E extends Event> List<SplitBrain.DualView> find(
            Evidence evidence, Class<E> kind, Function<E, String> node, Predicate<E> holds) {
        return find(evidence, evidence.history().of(kind).toList(), node, holds);
    }

    private static <E extends Event> List<SplitBrain.DualView> find(
            Evidence evidence, List<E> seen, Function<E, String> node, Predicate<E> holds) {
        var views = new ArrayList<SplitBrain.DualView>();
        for (Group group : Groups.of(evidence.topology())) {
            views.addAll(inGroup(group, seen, node, holds));
        }
        long from = evidence.history().startOf(Phase.CONTROL).orElse(0L);
        return views.stream().filter(v -> v.during().toNanos() >= from).toList();
    }

    private static <E extends Event> List<SplitBrain.DualView> inGroup(
            Group group, List<E> seen, Function<E, String> node, Predicate<E> holds) {
        var views = new ArrayList<SplitBrain.DualView>();
        var holding = new TreeSet<String>();
        var involved = new TreeSet<String>();
        long since = 0;
        long last = 0;
        for (E event : seen) {
            last = event.atNanos();
            if (!Groups.has(group, node.apply(event))) {
                continue;
            }
            boolean before = holding.size() > 1;
            if (holds.test(event)) {
                holding.add(node.apply(event));
            } else {
                holding.remove(node.apply(event));
            }
            boolean now = holding.size() > 1;
            if (now) {
                since = before ? since : last;
                involved.addAll(holding);
            } else if (before) {
                views.add(new SplitBrain.DualView(group.name(), List.copyOf(involved), new Interval(since, last)));
                involved.clear();
            }
        }
        if (holding.size() > 1) {
            views.add(new SplitBrain.DualView(group.name(), List.copyOf(involved), new Interval(since, last)));
        }
        return views;
    }
}
