package io.splitproof.scenario;

import io.splitproof.fault.Fault;
import io.splitproof.fault.Slowness;
import io.splitproof.topology.Node;
import io.splitproof.topology.NodeKind;
import io.splitproof.workload.ClientSpec;
import java.util.Optional;

/** Which time-lapse factors a scenario can be run at. */
public final class TimeLapse {
    private static final double SLOWEST = 0.1;
    private static final double FASTEST = 100;
    /** Real operations a second that one connection through a proxy was seen to carry, with room to spare. */
    private static final double CARRIED_PER_SECOND = 2_000;

    private TimeLapse() {}

    /** Why a scenario cannot be run at a factor, with what to do; empty if it can. */
    public static Optional<String> obstacle(Scenario scenario, double factor) {
        if (!(factor >= SLOWEST && factor <= FASTEST)) {
            return Optional.of("expected a time-lapse factor from 0.1 to 100, but found " + factor);
        }
        if (factor != 1 && scenario.topology().restartsByItself()) {
            return Optional.of("expected factor 1 where the topology says restart: unless-stopped, but found " + factor
                    + "; the container engine waits in real time before it starts a process again");
        }
        if (factor != 1 && scenario.clients().stream().anyMatch(c -> c.driver() != null)) {
            return Optional.of("expected factor 1 where a client has a driver, but found " + factor
                    + "; the library's own timers run in real time");
        }
        Optional<Node> timed = scenario.topology().parts().stream()
                .filter(p -> p.kind() != NodeKind.POSTGRES)
                .findFirst();
        if (factor != 1 && timed.isPresent()) {
            return Optional.of(
                    "expected factor 1 where the topology has " + timed.get().name() + ", but found " + factor
                            + "; it looks after Redis by timers that run in real time");
        }
        return scenario.clients().stream()
                .filter(c -> c.ratePerSecond() * factor > CARRIED_PER_SECOND)
                .map(c -> tooFast(c, factor))
                .findFirst()
                .or(() -> linkObstacle(scenario, factor));
    }

    /** Why no proxy can slow links at that factor as a fault asks; empty if all can be. */
    public static Optional<String> linkObstacle(Scenario scenario, double factor) {
        return scenario.schedule().faults().stream()
                .flatMap(f -> cannotBeSlowed(f.fault(), factor).stream())
                .findFirst();
    }

    private static Optional<String> cannotBeSlowed(Fault fault, double factor) {
        try {
            Slowness.of(fault, factor);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(fault.describe() + ": " + e.getMessage());
        }
    }

    private static String tooFast(ClientSpec client, double factor) {
        return client.name() + " asks for " + client.ratePerSecond() + "/s, which at time-lapse factor " + factor
                + " is "
                + client.ratePerSecond() * factor + "/s of real time; one connection carries "
                + Math.round(CARRIED_PER_SECOND) + "/s: lower the rate or the factor";
    }
}
