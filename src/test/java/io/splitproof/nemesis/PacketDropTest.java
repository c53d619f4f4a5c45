package io.splitproof.nemesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.splitproof.deployment.DeploymentException;
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
import io.splitproof.scenario.ScenarioBuilder;
import io.splitproof.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Packets dropped by the kernel, which is a fake, of a deployment that is not. */
class PacketDropTest {
    private static final Topology TOPOLOGY = ScenarioBuilder.named("drop")
            .box("box-1", "redis-1", "sentinel-1")
            .box("box-2", "redis-2", "sentinel-2")
            .writer("c1", 100)
            .build()
            .topology();
    private static final Fault PARTITION =
            new Fault.Partition(List.of(Set.of("box-1"), Set.of("box-2", "c1")), Physics.DROP);
    private static final Fault ONE_WAY = new Fault.OneWayCut(new Target("box-1"), new Target("box-2"), Physics.DROP);

    private final FakeDeployment fake = new FakeDeployment(TOPOLOGY).withPacketFilters();
    private final List<Event> events = new ArrayList<>();
    private final Nemesis nemesis = new Nemesis(
            fake.start(),
            Runnable::run,
            new RealClock(),
            this::note,
            new Senses(role -> List.of(), fake::arrivedAt, node -> Optional.empty()));

    private static final int PROBES = 6;
    private Runnable afterProbes = () -> {};

    private void note(Event event) {
        events.add(event);
        if (event instanceof LinkProbed && said(LinkProbed.class).size() == PROBES) {
            afterProbes.run();
        }
    }

    @AfterEach
    void close() {
        fake.close();
    }

    private ScheduledFault begin(Fault fault) {
        var planned = new ScheduledFault("f1", Duration.ZERO, Duration.ofSeconds(5), fault);
        nemesis.start(planned);
        return planned;
    }

    private <E extends Event> List<E> said(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Test
    void nothingArrivesAndTheReceiversCounted() {
        nemesis.prove(begin(PARTITION));
        assertThat(said(LinkProbed.class))
                .isNotEmpty()
                .noneMatch(p -> p.answered() || Boolean.TRUE.equals(p.arrived()));
        assertThat(said(FaultProven.class))
                .singleElement()
                .satisfies(
                        p -> assertThat(p.evidence()).contains("packets dropped where they arrived", "directed links"));
    }

    @Test
    void proxiesAreLeftAlone() {
        begin(PARTITION);
        assertThat(fake.proxies().values()).allMatch("on []"::equals);
    }

    @Test
    void oneDirectionAloneMakesNewConnectionsImpossibleAndIsToldByTheCounters() {
        nemesis.prove(begin(ONE_WAY));
        assertThat(said(FaultProven.class))
                .singleElement()
                .satisfies(p -> assertThat(p.evidence()).contains("on 1 of 1 directed links"));
    }

    @Test
    void aHealRemovesTheRulesAndSaysHowManyPacketsWereLost() {
        var planned = begin(PARTITION);
        nemesis.prove(planned);
        nemesis.heal(planned);
        nemesis.proveHealed(planned);
        assertThat(fake.passesEveryPacket()).isTrue();
        assertThat(said(HealProven.class))
                .singleElement()
                .satisfies(p -> assertThat(p.evidence()).contains("packets dropped where they arrived"));
    }

    /** The rules are removed between the probes and the look at the counters. */
    @Test
    void aProofThatOutlivesTheFaultFindsWhatWasCountedBefore() {
        var planned = begin(PARTITION);
        afterProbes = () -> nemesis.heal(planned);
        nemesis.prove(planned);
        assertThat(fake.passesEveryPacket()).isTrue();
        assertThat(said(FaultProven.class))
                .singleElement()
                .satisfies(p -> assertThat(p.evidence()).contains("on 3 of 4 directed links"));
    }

    @Test
    void aHealOfAnotherFaultLeavesTheRules() {
        begin(ONE_WAY);
        var other = new ScheduledFault(
                "f2", Duration.ZERO, Duration.ofSeconds(1), new Fault.Isolate(new Target("box-1"), Physics.REFUSE));
        nemesis.start(other);
        nemesis.heal(other);
        assertThat(fake.passesEveryPacket()).isFalse();
    }

    @Test
    void closingRemovesTheRules() {
        begin(PARTITION);
        nemesis.close();
        assertThat(fake.passesEveryPacket()).isTrue();
    }

    @Test
    void rulesThatAreNotTakenAreDoubted() {
        fake.refuseFilters();
        begin(PARTITION);
        assertThat(said(FaultDoubted.class))
                .singleElement()
                .satisfies(d -> assertThat(d.reason()).contains("Operation not supported"));
    }

    @Test
    void aKernelThatCannotIsRefusedBeforeAnythingRuns() {
        try (var unable = new FakeDeployment(TOPOLOGY).withPacketFilters()) {
            unable.refuseFilters();
            assertThatThrownBy(unable::start)
                    .isInstanceOf(DeploymentException.class)
                    .hasMessageContaining("NET_ADMIN")
                    .hasMessageContaining("Operation not supported")
                    .hasMessageContaining("blackhole");
            assertThat(unable.calls()).containsExactly("start filter-trial");
        }
    }
}
