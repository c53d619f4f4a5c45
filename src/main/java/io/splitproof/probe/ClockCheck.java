package io.splitproof.probe;

import io.splitproof.deployment.ClockReading;
import io.splitproof.deployment.Deployment;
import io.splitproof.history.Clock;
import io.splitproof.history.Event.ClockRead;
import io.splitproof.history.Journal;
import io.splitproof.probe.NodeConnection.Unreachable;
import io.splitproof.topology.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares every node's clock with what the node was told: where the clock library is not active it must be noticed. */
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
     * Records the error of every live node's clock; on the machine's time there is nothing to compare.
     *
     * @return what is wrong with each clock that is off by more than the tolerance
     */
    public List<String> record(Set<String> dead) {
        var wrong = new ArrayList<String>();
        if (!deployment.hasNodeClocks()) {
            return wrong;
        }
        for (Node node : plane.topology().servers()) {
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
        Optional<ClockReading> reading = plane.to(node).time();
        if (reading.isEmpty()) {
            wrong.add(
                    node.name() + " does not tell its time in INFO (server_time_usec), so its clock cannot be checked");
            return;
        }
        Duration error = deployment.clockOf(node).error(reading.get());
        var read = new ClockRead(clock.nanos(), node.name(), error.toNanos());
        journal.append(read);
        if (read.tooFarOff()) {
            wrong.add("the clock of " + node.name() + " is off by " + error.toMillis() / 1000.0 + " s");
        }
    }
}
