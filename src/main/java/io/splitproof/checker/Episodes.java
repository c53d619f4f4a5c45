package io.splitproof.checker;

import io.splitproof.fault.Step;
import io.splitproof.history.Event;
import io.splitproof.history.Event.FaultApplied;
import io.splitproof.history.Event.FaultStarted;
import io.splitproof.history.Event.HealApplied;
import io.splitproof.history.History;
import io.splitproof.history.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the episodes of a history: faults that start within a second of each other belong together. An operator's
 * promotion or import before any fault begins one too.
 */
final class Episodes {
    private static final long TOGETHER = 1_000_000_000L;

    private final Evidence evidence;
    private final History history;
    private final long end;
    private final long loadEnd;

    private Episodes(Evidence evidence) {
        this.evidence = evidence;
        this.history = evidence.history();
        List<Event> events = history.events();
        this.end = events.isEmpty() ? 0 : events.get(events.size() - 1).atNanos();
        this.loadEnd = history.startOf(Phase.HEAL).orElse(end);
    }

    static List<Episode> of(Evidence evidence) {
        var finder = new Episodes(evidence);
        List<List<FaultStarted>> groups = finder.together();
        long fault = groups.isEmpty() ? finder.end : groups.get(0).get(0).atNanos();
        var episodes = new ArrayList<>(finder.switchovers(fault));
        for (int i = 0; i < groups.size(); i++) {
            long next = i + 1 < groups.size() ? groups.get(i + 1).get(0).atNanos() : finder.end;
            episodes.add(finder.episode(groups.get(i), next));
        }
        return List.copyOf(episodes);
    }

    /** Promotions before the first fault: while a fault lasts, they belong to its episode, and it sets the time. */
    private List<Episode> switchovers(long firstFault) {
        List<StepFinding> asked = OperatorSteps.of(evidence).stream()
                .filter(s -> isSwitchover(s.step()) && startOf(s) < firstFault)
                .toList();
        var episodes = new ArrayList<Episode>();
        for (int i = 0; i < asked.size(); i++) {
            Interval taken = whenAsked(asked.get(i));
            long next = i + 1 < asked.size() ? startOf(asked.get(i + 1)) : firstFault;
            episodes.add(new Episode(
                    List.of(),
                    "switchover: " + asked.get(i).step().describe(),
                    taken,
                    taken.fromNanos(),
                    null,
                    Math.min(loadEnd, next),
                    next));
        }
        return episodes;
    }

    /** An import makes primaries of the nodes that clients are pointed at; outside a Cluster nobody's promotion does. */
    private boolean isSwitchover(Step step) {
        boolean promotes =
                step instanceof Step.Promote p && !evidence.topology().isOutside(p.node());
        return promotes || step instanceof Step.Import || isAsked(step);
    }

    private static boolean isAsked(Step step) {
        return step instanceof Step.Failover
                || step instanceof Step.CoordinatedFailover
                || step instanceof Step.ClusterFailover;
    }

    /** A Sentinel answers at once and acts later: what is measured counts from the question. */
    private static Interval whenAsked(StepFinding step) {
        Interval taken = Objects.requireNonNull(step.taken());
        return isAsked(step.step()) ? Interval.at(taken.fromNanos()) : taken;
    }

    private static long startOf(StepFinding step) {
        Interval taken = step.taken();
        return taken == null ? Long.MAX_VALUE : taken.fromNanos();
    }

    private List<List<FaultStarted>> together() {
        var groups = new ArrayList<List<FaultStarted>>();
        long last = Long.MIN_VALUE / 2;
        for (FaultStarted started : history.of(FaultStarted.class).toList()) {
            if (groups.isEmpty() || started.atNanos() - last > TOGETHER) {
                groups.add(new ArrayList<>());
            }
            groups.get(groups.size() - 1).add(started);
            last = started.atNanos();
        }
        return groups;
    }

    private Episode episode(List<FaultStarted> starts, long next) {
        List<String> ids = starts.stream().map(FaultStarted::fault).toList();
        List<FaultApplied> applied = history.of(FaultApplied.class)
                .filter(a -> ids.contains(a.fault()))
                .toList();
        long from = starts.get(0).atNanos();
        long first = applied.stream().mapToLong(FaultApplied::firstNanos).min().orElse(from);
        long last = applied.stream().mapToLong(FaultApplied::lastNanos).max().orElse(from);
        return new Episode(
                ids,
                starts.stream().map(FaultStarted::description).collect(Collectors.joining("; ")),
                new Interval(from, Math.max(from, last)),
                Math.max(from, first),
                healed(ids),
                Math.min(loadEnd, next),
                next);
    }

    /** The heal of the last of them; null if one was never healed. */
    private @Nullable Interval healed(List<String> ids) {
        var heals = new ArrayList<Interval>();
        for (String id : ids) {
            Optional<HealApplied> heal = history.of(HealApplied.class)
                    .filter(h -> h.fault().equals(id))
                    .findFirst();
            if (heal.isEmpty()) {
                return null;
            }
            heals.add(new Interval(heal.get().firstNanos(), heal.get().lastNanos()));
        }
        return new Interval(
                heals.stream().mapToLong(Interval::fromNanos).max().orElseThrow(),
                heals.stream().mapToLong(Interval::toNanos).max().orElseThrow());
    }
}
