package io.splitproof.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.deployment.Deployment;
import io.splitproof.deployment.FakeDeployment;
import io.splitproof.fault.Fault;
import io.splitproof.fault.Physics;
import io.splitproof.fault.ScheduledFault;
import io.splitproof.fault.Target;
import io.splitproof.history.Event;
import io.splitproof.history.Event.FaultDoubted;
import io.splitproof.history.Event.FaultProven;
import io.splitproof.history.Event.HealProven;
import io.splitproof.history.Event.LinkProbed;
import io.splitproof.history.RealClock;
import io.splitproof.store.ScenarioFiles;
import io.splitproof.topology.Topology;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Cuts of links to and from a balancer, which keeps no log of who tried to log in. */
class BalancerLinksTest {
    private static final Topology TOPOLOGY = ScenarioFiles.read(Path.of("scenarios/ha/balancer-nobody-promotes.yaml"))
            .topology();
    private static final Target CLIENT = new Target("c1");
    private static final Target BALANCER = new Target("box-3");

    private final FakeDeployment fake = new FakeDeployment(TOPOLOGY);
    private final Deployment deployment = fake.start();
    private final List<Event> events = new ArrayList<>();
    private final Nemesis nemesis = new Nemesis(
            deployment,
            Runnable::run,
            new RealClock(),
            events::add,
            new Senses(
                    role -> List.of(),
                    node -> node.isRedis() ? fake.arrivedAt(node) : Optional.of(Set.of()),
                    node -> Optional.empty()));

    @AfterEach
    void close() {
        fake.close();
    }

    private ScheduledFault begin(Fault fault) {
        var planned = new ScheduledFault("f1", Duration.ZERO, Duration.ofSeconds(1), fault);
        nemesis.start(planned);
        return planned;
    }

    private boolean said(Class<? extends Event> kind) {
        return events.stream().anyMatch(kind::isInstance);
    }

    @Test
    void aClientsLinkToItIsCutAtBothPortsAndProvenByTheMissingAnswer() {
        nemesis.prove(begin(new Fault.Partition(List.of(Set.of("c1"), Set.of("box-3")), Physics.BLACKHOLE)));
        assertThat(fake.proxies().get("c1.haproxy-1")).contains("timeout");
        assertThat(fake.proxies().get("c1.haproxy-1.read")).contains("timeout");
        assertThat(said(FaultProven.class)).isTrue();
    }

    @Test
    void itsOwnLinkToANodeIsProvenAtTheNode() {
        nemesis.prove(begin(new Fault.OneWayCut(BALANCER, new Target("box-1"), Physics.BLACKHOLE)));
        assertThat(said(FaultProven.class)).isTrue();
        assertThat(events.stream().filter(LinkProbed.class::isInstance).map(LinkProbed.class::cast))
                .anyMatch(p -> p.from().equals("box-3") && p.toNode().equals("redis-1") && !p.answered());
    }

    @Test
    void anAnswerThroughACutThatDoesNothingIsADoubt() {
        var fault = begin(new Fault.OneWayCut(CLIENT, BALANCER, Physics.BLACKHOLE));
        fake.tamper("c1.haproxy-1");
        fake.tamper("c1.haproxy-1.read");
        nemesis.prove(fault);
        assertThat(said(FaultDoubted.class)).isTrue();
    }

    @Test
    void theHealIsProvenByItsAnswer() {
        var fault = begin(new Fault.Partition(List.of(Set.of("c1"), Set.of("box-3")), Physics.BLACKHOLE));
        nemesis.heal(fault);
        nemesis.proveHealed(fault);
        assertThat(events).hasAtLeastOneElementOfType(HealProven.class);
    }
}
