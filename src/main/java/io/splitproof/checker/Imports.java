package io.splitproof.checker;

import io.splitproof.fault.Step;
import io.splitproof.forecast.Bounds;
import io.splitproof.forecast.Imported;
import io.splitproof.topology.Group;
import io.splitproof.workload.ClientSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What an operator's other steps make of an import into a Cluster. */
final class Imports {
    private final Evidence evidence;
    private final Episode episode;
    private final Group outside;
    private final List<StepFinding> done;

    private Imports(Evidence evidence, Episode episode, Group outside) {
        this.evidence = evidence;
        this.episode = episode;
        this.outside = outside;
        this.done = OperatorSteps.of(evidence).stream()
                .filter(s -> s.taken() != null)
                .toList();
    }

    /** The first import of an episode; empty where there is none. */
    static Optional<Imported> of(Evidence evidence, Episode episode) {
        Group outside = evidence.topology().outside().orElse(null);
        if (outside == null) {
            return Optional.empty();
        }
        var imports = new Imports(evidence, episode, outside);
        return imports.done.stream()
                .filter(s -> s.step() instanceof Step.Import && s.beganIn(episode))
                .findFirst()
                .map(imports::imported);
    }

    private Imported imported(StepFinding step) {
        Interval taken = taken(step);
        return new Imported(
                ((Step.Import) step.step()).source(),
                episode.since(taken.toNanos()),
                stopped().map(episode::since).orElse(null),
                left(taken.fromNanos()));
    }

    /** When whoever was the primary outside had been told to refuse writes, unless that was taken back, or had ended. */
    private Optional<Long> stopped() {
        Long stopped = null;
        for (StepFinding step : done) {
            Interval taken = taken(step);
            String primary = Primaries.told(evidence, outside, taken.fromNanos());
            boolean ends = step.step() instanceof Step.Retire r && r.nodes().contains(primary);
            if (stopped == null && (ends || step.step().equals(new Step.StopWrites(primary)))) {
                stopped = taken.toNanos();
            } else if (step.step() instanceof Step.ResumeWrites r
                    && evidence.topology().isOutside(r.node())) {
                stopped = null;
            }
        }
        return Optional.ofNullable(stopped);
    }

    private Map<String, Bounds> left(long imported) {
        var left = new LinkedHashMap<String, Bounds>();
        for (ClientSpec client : evidence.clients()) {
            if (client.writes() && isOutside(client, imported)) {
                left.put(client.name(), since(pointed(client, imported).orElse(Interval.at(episode.loadEndNanos()))));
            }
        }
        return left;
    }

    private boolean isOutside(ClientSpec client, long nanos) {
        String node = client.node();
        boolean first = node == null
                ? !client.sentinels().isEmpty()
                : evidence.topology().isOutside(node);
        return done.stream()
                .filter(s -> taken(s).toNanos() <= nanos)
                .flatMap(s -> s.step() instanceof Step.Point p && p.client().equals(client.name())
                        ? Stream.of(!p.atCluster())
                        : Stream.empty())
                .reduce(first, (before, now) -> now);
    }

    private Optional<Interval> pointed(ClientSpec client, long from) {
        return done.stream()
                .filter(s -> s.step() instanceof Step.Point p && p.client().equals(client.name()) && p.atCluster())
                .map(Imports::taken)
                .filter(t -> t.toNanos() > from)
                .findFirst();
    }

    private Bounds since(Interval taken) {
        Duration from = episode.since(taken.fromNanos());
        return new Bounds(from.isNegative() ? Duration.ZERO : from, episode.since(taken.toNanos()));
    }

    private static Interval taken(StepFinding step) {
        return Objects.requireNonNull(step.taken());
    }
}
