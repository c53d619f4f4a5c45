package io.splitproof.run;

import io.lettuce.core.RedisCommandExecutionException;
import io.splitproof.deployment.Deployment;
import io.splitproof.fault.Fault;
import io.splitproof.fault.ScheduledFault;
import io.splitproof.fault.Step;
import io.splitproof.history.Event.Converged;
import io.splitproof.history.Event.NotConverged;
import io.splitproof.history.Event.Noted;
import io.splitproof.history.Event.ProcessEnded;
import io.splitproof.history.Journal;
import io.splitproof.history.RealTime;
import io.splitproof.probe.Convergence;
import io.splitproof.probe.FinalReads;
import io.splitproof.probe.NodeConnection.Unreachable;
import io.splitproof.probe.Plane;
import io.splitproof.scenario.Scenario;
import io.splitproof.topology.Group;
import io.splitproof.topology.Node;
import io.splitproof.topology.NodeKind;
import io.splitproof.topology.Topology;
import io.splitproof.workload.ClientSpec;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What follows the load: the system comes to rest, and every live node is read. */
final class Recovery {
    /** Scenario time: an old primary is demoted 10 to 12 s after a heal, and then needs a full resync. */
    private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(45);
    /** Real time. */
    private static final RealTime REST_LIMIT = RealTime.ofSeconds(15);

    private final Scenario scenario;
    private final RunClock clock;
    private final Journal journal;
    private final Set<String> deadForGood = new HashSet<>();
    private final Set<String> leftAlone = new HashSet<>();

    Recovery(Scenario scenario, RunClock clock, Journal journal) {
        this.scenario = scenario;
        this.clock = clock;
        this.journal = journal;
    }

    /** Names of nodes that a fault has killed for good. */
    Set<String> deadForGood() {
        return Set.copyOf(deadForGood);
    }

    /** Nodes that never became part of the group, and that it is complete without. */
    void noteLeftAlone(Set<String> names) {
        leftAlone.addAll(names);
    }

    private Set<String> notAwaited() {
        var all = new HashSet<>(deadForGood);
        all.addAll(leftAlone);
        return all;
    }

    /** Records Sentinels that have ended by themselves, as a step told them to. */
    void noteEnded(Deployment deployment) {
        scenario.schedule()
                .simulating()
                .map(scenario.topology()::node)
                .filter(n -> !deployment.isRunning(n))
                .forEach(n -> {
                    journal.append(new ProcessEnded(clock.nanos(), n.name(), deployment.exitCode(n)));
                    deadForGood.add(n.name());
                });
    }

    /** Notes which processes a step has retired and a crash without an end has left dead: nobody waits for them. */
    void noteDead(Deployment deployment) {
        scenario.schedule().retired().stream()
                .filter(name -> !deployment.isRunning(scenario.topology().node(name)))
                .forEach(deadForGood::add);
        for (ScheduledFault fault : scenario.schedule().faults()) {
            boolean ends = fault.fault() instanceof Fault.Kill || fault.fault() instanceof Fault.Stop;
            if (ends && fault.lasts() == null) {
                scenario.topology().nodes().stream()
                        .filter(n -> !deployment.isRunning(n))
                        .map(Node::name)
                        .forEach(deadForGood::add);
            }
        }
    }

    /** Waits for one primary in every view, links up and offsets equal, and records whether that came. */
    void await(Convergence convergence, Watches watches) throws InterruptedException {
        Optional<String> missing = hopeless();
        if (missing.isEmpty()) {
            missing = Await.nothingMissing(
                    "the topology recovers", recoveryLimit(), () -> convergence.missing(notAwaited()));
        }
        watches.stopPolling();
        if (missing.isEmpty()) {
            missing = Await.nothingMissing(
                    "replication offsets come to rest", REST_LIMIT, () -> convergence.behind(notAwaited()));
        }
        if (missing.isPresent()) {
            journal.append(new NotConverged(clock.nanos(), missing.get()));
        } else {
            journal.append(new Converged(clock.nanos(), "one primary in every view, links up, offsets equal"));
        }
    }

    /** Calls of the harness take as long at every factor. */
    private RealTime recoveryLimit() {
        return clock.real(RECOVERY_LIMIT).atLeast(REST_LIMIT);
    }

    /**
     * Why nobody needs to wait for a recovery: too few Sentinels are left, and none was told to forget the others, or
     * there never was anybody who promotes a replica.
     */
    private Optional<String> hopeless() {
        Topology topology = scenario.topology();
        if (topology.isCluster()) {
            return Optional.empty(); // it needs no Sentinel, and what is beside it is not awaited
        }
        if (topology.sentinels().isEmpty()) {
            return withoutPrimary();
        }
        if (scenario.schedule().steps().stream().anyMatch(s -> s.step() instanceof Step.Reset)) {
            return Optional.empty();
        }
        long sentinels = scenario.topology().sentinels().size();
        long dead = scenario.topology().sentinels().stream()
                .filter(s -> deadForGood.contains(s.name()))
                .count();
        boolean noMajority = sentinels > 0 && (sentinels - dead) <= sentinels / 2;
        return noMajority
                ? Optional.of(dead + " of " + sentinels + " Sentinels are dead for good, so nothing can be authorised")
                : Optional.empty();
    }

    private Optional<String> withoutPrimary() {
        boolean promoted = scenario.schedule().steps().stream().anyMatch(s -> s.step() instanceof Step.Promote);
        boolean kept = scenario.topology().parts().stream()
                .anyMatch(p -> p.kind() == NodeKind.KEEPALIVED || p.kind() == NodeKind.PACEMAKER);
        return scenario.topology().groups().stream()
                .map(Group::primary)
                .filter(p -> deadForGood.contains(p) && !promoted && !kept)
                .findFirst()
                .map(p -> p + " is dead for good, and nobody promotes another node");
    }

    /** Reads every ledger on every live Redis node. */
    void readAll(Plane plane) {
        var reads = new FinalReads(plane, clock, journal);
        for (Node node : scenario.topology().redisNodes()) {
            if (deadForGood.contains(node.name())) {
                continue;
            }
            for (ClientSpec client : scenario.clients()) {
                if (client.writes()) {
                    readOne(reads, node, client);
                }
            }
        }
    }

    private void readOne(FinalReads reads, Node node, ClientSpec client) {
        try {
            reads.record(node, client.ledger());
        } catch (RedisCommandExecutionException e) {
            // In a Cluster every shard but one says so of every ledger.
            if (!String.valueOf(e.getMessage()).startsWith("MOVED")) {
                journal.append(
                        new Noted(clock.nanos(), node.name() + " could not be read in the end: " + e.getMessage()));
            }
        } catch (Unreachable | io.lettuce.core.RedisException e) {
            journal.append(new Noted(clock.nanos(), node.name() + " could not be read in the end: " + e.getMessage()));
        }
    }
}
