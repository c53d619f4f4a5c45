package io.splitproof.probe;

import io.splitproof.deployment.Deployment;
import io.splitproof.history.Clock;
import io.splitproof.history.Event.ClockRead;
import io.splitproof.history.Journal;
import io.splitproof.probe.NodeConnection.Unreachable;
import io.splitproof.topology.Node;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Compares every node's clock with the run's: a node on which the clock library is not active must not go unnoticed. */
public final class ClockCheck {
    private final Deployment deployment;
    private final Plane plane;
    private final Clock clock;
    private final Journal journal;

    public ClockCheck(Deployment deployment, Plane plane, Clock clock, Journal journal) {
        this.deployment = deployment;
        this.plane = plane;
        this.clock = clock;
        this.journal = journal;
    }

    /**
     * Records the error of every live node's clock.
     *
     * @return what is wrong with each clock that is off by more than the tolerance
     */
    public List<String> record(Set<String> dead) {
        var wrong = new ArrayList<String>();
        for (Node node : plane.topology().nodes()) {
            if (!dead.contains(node.name())) {
                try {
                    record(node, wrong);
                } catch (Unreachable e) {
                    wrong.add(String.valueOf(e.getMessage()));
                }
            }
        }
        return wrong;
    }

    private void record(Node node, List<String> wrong) {
        long asked = System.nanoTime();
        String said = plane.to(node).info().getOrDefault("server_time_usec", "");
        long answered = System.nanoTime();
        if (said.isEmpty()) {
            wrong.add(
                    node.name() + " does not tell its time in INFO (server_time_usec), so its clock cannot be checked");
            return;
        }
        Instant shown = Instant.ofEpochSecond(0, Long.parseLong(said) * 1_000);
        deployment.clockError(asked, shown, answered).ifPresent(error -> {
            var read = new ClockRead(clock.nanos(), node.name(), error.toNanos());
            journal.append(read);
            if (read.tooFarOff()) {
                wrong.add("the clock of " + node.name() + " is off by " + error.toMillis() / 1000.0 + " s");
            }
        });
    }
}
