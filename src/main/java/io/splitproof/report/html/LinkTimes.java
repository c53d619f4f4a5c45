package io.splitproof.report.html;

import io.splitproof.checker.Evidence;
import io.splitproof.checker.Words;
import io.splitproof.fault.Fault;
import io.splitproof.history.Event;
import io.splitproof.report.html.PageData.LinkState;
import io.splitproof.report.html.PageData.LinkTime;
import io.splitproof.report.html.PageData.Links;
import io.splitproof.topology.Box;
import io.splitproof.topology.Link;
import io.splitproof.topology.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The state of every directed link from one change to the next, and what probes through it showed. */
final class LinkTimes {
    /** A matrix of more boxes is too large to read. */
    static final int BOXES = 24;

    private static final int TIMES = 40;

    /** Faults that begin or end together are one change. */
    private static final long TOGETHER = 250_000_000L;

    private final Evidence observed;
    private final List<Event.LinkProbed> probes;
    private final List<Broken> broken;
    private final long end;

    /** A fault on links, from when its first cut was complete to when the first of them was healed. */
    private record Broken(String id, String words, String state, List<Link> links, long from, long to) {}

    LinkTimes(Evidence observed, long end) {
        this.observed = observed;
        this.end = end;
        this.probes = observed.history().of(Event.LinkProbed.class).toList();
        this.broken = observed.history()
                .of(Event.FaultStarted.class)
                .filter(f -> !f.links().isEmpty())
                .map(this::broken)
                .toList();
    }

    private Broken broken(Event.FaultStarted started) {
        Fault fault = observed.schedule().fault(started.fault()).fault();
        String state = fault instanceof Fault.ReplyLoss ? "replies" : fault.cutsLinks() ? "cut" : "slow";
        return new Broken(
                started.fault(),
                started.description(),
                state,
                started.links(),
                FaultBands.began(observed.history(), started),
                FaultBands.ended(observed.history(), started.fault()).orElse(end));
    }

    Links links() {
        List<Box> boxes = observed.topology().boxes();
        if (boxes.size() > BOXES || broken.isEmpty()) {
            return new Links(List.of(), List.of(), List.of());
        }
        List<String> names = boxes.stream().map(Box::name).toList();
        List<Long> changes = changes();
        var times = new ArrayList<LinkTime>();
        for (int i = 0; i + 1 < changes.size() && times.size() < TIMES; i++) {
            long from = changes.get(i);
            long to = changes.get(i + 1);
            times.add(new LinkTime(PageData.seconds(from), PageData.seconds(to), states(names, from, to)));
        }
        List<Integer> clients = IntStream.range(0, boxes.size())
                .filter(i -> !boxes.get(i).hasNodes())
                .boxed()
                .toList();
        return new Links(names, clients, times);
    }

    /** From the start of the recording to its end. */
    private List<Long> changes() {
        var moments = new TreeSet<Long>();
        broken.forEach(b -> moments.addAll(List.of(b.from(), b.to())));
        var changes = new ArrayList<Long>(List.of(0L));
        for (long moment : moments) {
            if (moment - changes.get(changes.size() - 1) > TOGETHER && end - moment > TOGETHER) {
                changes.add(moment);
            }
        }
        changes.add(end);
        return changes;
    }

    private List<LinkState> states(List<String> boxes, long from, long to) {
        long middle = (from + to) / 2;
        Map<Link, List<Broken>> byLink = new LinkedHashMap<>();
        broken.stream()
                .filter(b -> b.from() <= middle && middle < b.to())
                .forEach(b -> b.links()
                        .forEach(l -> byLink.computeIfAbsent(l, x -> new ArrayList<>())
                                .add(b)));
        var states = new ArrayList<LinkState>();
        byLink.forEach((link, faults) -> {
            int a = boxes.indexOf(link.from());
            int b = boxes.indexOf(link.to());
            if (a >= 0 && b >= 0) {
                states.add(new LinkState(a, b, worst(faults), text(link, faults, from, to)));
            }
        });
        return states;
    }

    private static String worst(List<Broken> faults) {
        return List.of("cut", "replies", "slow").stream()
                .filter(s -> faults.stream().anyMatch(f -> f.state().equals(s)))
                .findFirst()
                .orElse("cut");
    }

    private String text(Link link, List<Broken> faults, long from, long to) {
        String why = faults.stream().map(b -> b.id() + ": " + b.words()).collect(Collectors.joining("; "));
        String probed = probed(link, from, to);
        return probed == null ? why : why + ". " + probed;
    }

    private @Nullable String probed(Link link, long from, long to) {
        var results = new LinkedHashSet<String>();
        for (Event.LinkProbed probe : probes) {
            String box =
                    observed.topology().findNode(probe.toNode()).map(Node::box).orElse("");
            boolean through = probe.from().equals(link.from()) && box.equals(link.to());
            if (through && probe.sentNanos() >= from && probe.sentNanos() < to) {
                Boolean arrived = probe.arrived();
                results.add(probe.toNode() + (probe.ofBus() ? "'s bus" : "") + " at " + Words.moment(probe.sentNanos())
                        + ": "
                        + (arrived == null ? "nobody could be asked" : arrived ? "arrived" : "did not arrive")
                        + (probe.answered() ? ", answered" : ", no answer"));
            }
        }
        return results.isEmpty() ? null : "Probes of " + String.join("; ", results);
    }
}
