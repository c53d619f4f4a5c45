package io.splitproof.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.deployment.Deployment;
import io.splitproof.deployment.FakeDeployment;
import io.splitproof.fault.Fault;
import io.splitproof.fault.Physics;
import io.splitproof.fault.Ports;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Cuts on the bus of a Cluster and their proof by the receivers' logs. */
class BusCutTest {
    private static final Topology TOPOLOGY = ScenarioFiles.read(
                    Path.of("src/test/resources/scenarios-good/cluster.yaml"))
            .topology();
    private static final Target BOX_1 = new Target("box-1");
    private static final Target BOX_2 = new Target("box-2");

    private final FakeDeployment fake = new FakeDeployment(TOPOLOGY);
    private final Deployment deployment = fake.start();
    private final List<Event> events = new ArrayList<>();
    private final Nemesis nemesis = new Nemesis(
            deployment,
            Runnable::run,
            new RealClock(),
            events::add,
            new Senses(role -> List.of(), fake::arrivedAt, node -> Optional.empty()));

    @AfterEach
    void close() {
        fake.close();
    }

    private ScheduledFault begin(Fault fault) {
        var planned = new ScheduledFault("f1", Duration.ZERO, null, fault);
        nemesis.start(planned);
        return planned;
    }

    private List<String> cut() {
        return fake.proxies().entrySet().stream()
                .filter(p -> !p.getValue().equals("on []"))
                .map(p -> p.getKey())
                .toList();
    }

    private boolean said(Class<? extends Event> kind) {
        return events.stream().anyMatch(kind::isInstance);
    }

    @Test
    void aCutOfTheBusLeavesThePortsOfClientsAlone() {
        begin(new Fault.Isolate(BOX_1, Physics.BLACKHOLE, Ports.BUS));
        assertThat(cut()).isNotEmpty().allMatch(name -> name.endsWith(".bus"));
    }

    @Test
    void aCutOfTheDataPortsLeavesTheBusAlone() {
        begin(new Fault.Isolate(BOX_1, Physics.BLACKHOLE, Ports.DATA));
        assertThat(cut()).isNotEmpty().noneMatch(name -> name.endsWith(".bus"));
    }

    @Test
    void aCutOfALinkCutsBoth() {
        begin(new Fault.OneWayCut(BOX_1, BOX_2, Physics.BLACKHOLE));
        assertThat(cut())
                .containsExactlyInAnyOrder("box-1.redis-2", "box-1.redis-2.bus", "box-2.redis-1", "box-2.redis-1.bus");
    }

    @Test
    void itIsProvenByBytesThatTheBusDoesNotGetAndThatOtherPortsGet() {
        nemesis.prove(begin(new Fault.Isolate(BOX_1, Physics.BLACKHOLE, Ports.BUS)));
        assertThat(said(FaultProven.class)).isTrue();
        assertThat(events.stream().filter(LinkProbed.class::isInstance).map(LinkProbed.class::cast))
                .anyMatch(p -> p.ofBus() && !p.answered() && Boolean.FALSE.equals(p.arrived()))
                .anyMatch(p -> !p.ofBus() && p.answered());
    }

    @Test
    void oneWayTheReceiversLogShowsWhatArrivedWithoutAnAnswer() {
        nemesis.prove(begin(new Fault.OneWayCut(BOX_1, BOX_2, Physics.BLACKHOLE, Ports.BUS)));
        assertThat(said(FaultProven.class)).isTrue();
        assertThat(events.stream().filter(LinkProbed.class::isInstance).map(LinkProbed.class::cast))
                .anyMatch(p ->
                        p.ofBus() && p.from().equals("box-2") && !p.answered() && Boolean.TRUE.equals(p.arrived()));
    }

    @Test
    void aLogWithoutAddressesIsCounted() {
        fake.hideAddressesInLogs();
        nemesis.prove(begin(new Fault.OneWayCut(BOX_1, BOX_2, Physics.BLACKHOLE, Ports.BUS)));
        assertThat(said(FaultProven.class)).isTrue();
    }

    @Test
    void aBusThatPassesAllTheSameIsDoubted() {
        var planned = begin(new Fault.Isolate(BOX_1, Physics.BLACKHOLE, Ports.BUS));
        fake.tamper("box-1.redis-2.bus");
        nemesis.prove(planned);
        assertThat(said(FaultDoubted.class)).isTrue();
    }

    @Test
    void itsHealIsProvenTheSameWay() {
        var planned = begin(new Fault.Isolate(BOX_1, Physics.BLACKHOLE, Ports.BUS));
        nemesis.heal(planned);
        nemesis.proveHealed(planned);
        assertThat(said(HealProven.class)).isTrue();
        assertThat(cut()).isEmpty();
    }
}
