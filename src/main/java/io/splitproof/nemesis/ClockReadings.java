package io.splitproof.nemesis;

import io.splitproof.deployment.ClockReading;
import io.splitproof.topology.Node;
import java.util.Optional;

/** What nodes say their wall clocks show: the evidence that a fault on a clock took effect. */
@FunctionalInterface
public interface ClockReadings {
    /** A reading made now, or empty if the node cannot be asked. */
    Optional<ClockReading> of(Node node);
}
