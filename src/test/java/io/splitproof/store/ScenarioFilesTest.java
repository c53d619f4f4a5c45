package io.splitproof.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Objective;
import io.splitproof.fault.CrashFlavour;
import io.splitproof.fault.FailoverMode;
import io.splitproof.fault.Fault;
import io.splitproof.fault.Physics;
import io.splitproof.fault.ScheduledFault;
import io.splitproof.fault.ScheduledStep;
import io.splitproof.fault.Step;
import io.splitproof.fault.Target;
import io.splitproof.fault.Trigger;
import io.splitproof.history.OperationKind;
import io.splitproof.scenario.Scenario;
import io.splitproof.topology.Address;
import io.splitproof.topology.Box;
import io.splitproof.topology.Group;
import io.splitproof.topology.Node;
import io.splitproof.topology.Slots;
import io.splitproof.workload.Application;
import io.splitproof.workload.ClientSpec;
import io.splitproof.workload.ClusterUse;
import io.splitproof.workload.ClusterUse.Keys;
import io.splitproof.workload.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioFilesTest {
    private static final Path EVERYTHING = Path.of("src/test/resources/scenarios-good/everything.yaml");

    private final Scenario applications =
            ScenarioFiles.read(Path.of("src/test/resources/scenarios-good/applications.yaml"));
    private final Scenario everything = ScenarioFiles.read(EVERYTHING);
    private final Scenario outside = ScenarioFiles.read(Path.of("src/test/resources/scenarios-good/outside.yaml"));
    private final Scenario cluster = ScenarioFiles.read(Path.of("src/test/resources/scenarios-good/cluster.yaml"));

    static List<Path> shipped() throws IOException {
        return ScenarioFiles.list(Path.of("scenarios"));
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyShippedScenarioIsReadUnderItsPath(Path file) {
        Scenario scenario = ScenarioFiles.read(file);
        assertThat("scenarios/" + scenario.name() + ".yaml").isEqualTo(file.toString());
        assertThat(scenario.objectives()).isNotEmpty();
    }

    @Test
    void aFileElsewhereIsNamedByItself() {
        assertThat(ScenarioFiles.name(Path.of("/tmp/mine.v2.yaml"))).isEqualTo("mine.v2");
        assertThat(ScenarioFiles.name(Path.of("scenarios/sentinel/x.yaml"))).isEqualTo("sentinel/x");
    }

    @Test
    void nodesLiveAtTheAddressOfTheirBox() {
        assertThat(everything.topology().node("redis-2").address()).isEqualTo(new Address("127.0.0.2", 6379));
        assertThat(everything.topology().node("sentinel-2").address()).isEqualTo(new Address("127.0.0.2", 26379));
        assertThat(everything.topology().node("cache").address()).isEqualTo(new Address("127.0.0.3", 6380));
    }

    @Test
    void clientsGetBoxesOfTheirOwnAfterThoseOfNodes() {
        assertThat(everything.topology().clientBoxes())
                .extracting(Box::name, Box::number)
                .startsWith(org.assertj.core.groups.Tuple.tuple("c1", 4));
    }

    @Test
    void aGroupListsItsReplicasThoseOfReplicasToo() {
        assertThat(everything.topology().groups())
                .containsExactly(new Group("shop", "redis-1", List.of("redis-2", "redis-3", "cache"), 2));
        assertThat(everything.topology().node("redis-3").replicaOf()).isEqualTo("redis-2");
        assertThat(everything.topology().node("cache").replicaOf()).isEqualTo("redis-1");
        assertThat(everything.topology().node("redis-1").replicaOf()).isNull();
    }

    @Test
    void aShardIsAGroupWithoutAQuorumAndASlotRange() {
        var topology = cluster.topology();
        assertThat(topology.groups())
                .contains(
                        new Group("shard-2", "redis-2", List.of("redis-5"), 0, List.of("c2", "c5")),
                        new Group("shard-4", "redis-7", List.of(), 0, Group.NOBODY));
        assertThat(topology.isCluster()).isTrue();
        assertThat(topology.slotsOf("shard-3")).contains(new Slots(10_923, 16_383));
        assertThat(topology.slotsOf("shard-4")).isEmpty();
        assertThat(topology.node("redis-6").replicaOf()).isEqualTo("redis-3");
        assertThat(topology.node("redis-7").replicaOf()).isNull();
    }

    @Test
    void theLedgerOfEveryClientIsInItsShard() {
        var topology = cluster.topology();
        for (ClientSpec client : cluster.clients()) {
            Slots slots =
                    topology.slotsOf(topology.groupOf(client.name()).name()).orElseThrow();
            assertThat(slots.contains(Slots.of(client.ledger())))
                    .as("%s of %s", client.ledger(), client.name())
                    .isTrue();
        }
        assertThat(Slots.of(cluster.clients().get(2).ledger())).isGreaterThanOrEqualTo(15_000);
    }

    @Test
    void clientsThatAHealthyClusterRefusesAreTold() {
        assertThat(cluster.clients())
                .filteredOn(c -> c.isRefusedBy(cluster.topology()))
                .extracting(ClientSpec::name)
                .containsExactly("c4", "c5");
        assertThat(everything.clients()).noneMatch(c -> c.isRefusedBy(everything.topology()));
    }

    @Test
    void stepsOfAClusterAreRead() {
        assertThat(cluster.schedule().steps())
                .extracting(ScheduledStep::step)
                .containsExactly(
                        new Step.ClusterFailover("redis-5", FailoverMode.TAKEOVER),
                        new Step.AddNode("redis-7"),
                        new Step.Rebalance("redis-7", 0.1, true),
                        new Step.Fix("redis-2"));
    }

    @Test
    void aGroupBesideAClusterIsNoShardAndHasItsOwnSentinels() {
        var topology = outside.topology();
        var group = new Group("shop", "redis-1", List.of("redis-2"), 1);
        assertThat(topology.outside()).contains(group);
        assertThat(topology.watched()).containsExactly(group);
        assertThat(topology.groups()).extracting(Group::name).containsExactly("shard-1", "shard-2");
        assertThat(topology.members()).extracting(Node::name).containsExactly("redis-3", "redis-4");
        assertThat(topology.node("redis-2").replicaOf()).isEqualTo("redis-1");
        assertThat(topology.node("sentinel-1").setting("down-after-milliseconds"))
                .contains("2000");
        assertThat(cluster.topology().watched()).isEmpty();
    }

    @Test
    void aClientBeginsOutsideOnlyIfItNamesANodeOrSentinelsThere() {
        var ledger = outside.clients().get(0).ledger();
        assertThat(outside.topology().slotsOf("shard-1").orElseThrow().contains(Slots.of(ledger)))
                .isTrue();
        assertThat(outside.clients().get(0).node()).isEqualTo("redis-1");
        assertThat(outside.clients().get(1).sentinels()).containsExactly("sentinel-1");
        assertThat(outside.clients().get(2).sentinels()).isEmpty();
        assertThat(outside.clients().get(2).node()).isNull();
        assertThat(outside.schedule().steps())
                .extracting(ScheduledStep::step)
                .containsExactly(new Step.Import("redis-1"), new Step.Point("c1", null, List.of()));
        assertThat(new Step.Point("c1", null, List.of()).describe()).isEqualTo("point c1 at the Cluster");
    }

    @Test
    void aClientSaysHowItUsesACluster() {
        assertThat(cluster.clients())
                .extracting(ClientSpec::cluster)
                .contains(
                        new ClusterUse("shard-1", "c4-1", true, Keys.TWO_SLOTS),
                        new ClusterUse("shard-2", "c5-3", false, Keys.ONE));
        assertThat(everything.clients()).allSatisfy(c -> assertThat(c.cluster()).isNull());
    }

    @Test
    void oneOfSeveralGroupsHasItsNodesPrimaryFirstAndItsClients() {
        var topology = ScenarioFiles.read(Path.of("src/test/resources/scenarios-good/groups.yaml"))
                .topology();
        assertThat(topology.groups())
                .containsExactly(
                        new Group("shop", "redis-2", List.of("redis-1"), 2, List.of("c1")),
                        new Group("cart", "redis-3", List.of(), 1, List.of("c2")));
        assertThat(topology.node("redis-1").replicaOf()).isEqualTo("redis-2");
        assertThat(topology.node("redis-3").replicaOf()).isNull();
        assertThat(topology.groupOf("c2").name()).isEqualTo("cart");
    }

    @Test
    void aClientCalledLikeABoxLivesInIt() {
        var topology = ScenarioFiles.read(Path.of("src/test/resources/scenarios-good/groups.yaml"))
                .topology();
        assertThat(topology.box("c1")).isEqualTo(new Box("c1", 3, Box.Purpose.BOTH));
        assertThat(topology.box("c2")).isEqualTo(new Box("c2", 4, Box.Purpose.CLIENT));
    }

    @Test
    void settingsOfANodeReplaceThoseOfAll() {
        assertThat(everything.topology().node("redis-1").settings())
                .containsEntry("save", List.of("900 1", "300 10"))
                .containsEntry("min-replicas-to-write", List.of("1"));
        assertThat(everything.topology().node("redis-3").settings())
                .containsEntry("save", List.of(""))
                .containsEntry("replica-priority", List.of("50"));
        assertThat(everything.topology().node("sentinel-1").setting("down-after-milliseconds"))
                .contains("3000");
    }

    @Test
    void clientsAskAllSentinelsUnlessTheyNameSome() {
        assertThat(everything.clients().get(0).sentinels()).containsExactly("sentinel-1");
        assertThat(everything.clients().get(1).sentinels()).containsExactly("sentinel-1", "sentinel-2");
        assertThat(everything.clients().get(1).timeout()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void aClientOfANodeAsksNoSentinel() {
        var reader = everything.clients().get(2);
        assertThat(reader.kind()).isEqualTo(OperationKind.READ);
        assertThat(reader.node()).isEqualTo("redis-2");
        assertThat(reader.sentinels()).isEmpty();
        assertThat(reader.timeout()).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void aClientWithoutSentinelsConnectsToThePrimary(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("single.yaml");
        Files.writeString(file, """
                topology: {kind: single, boxes: {box-1: [redis-1]}}
                clients: {c1: {writes: 10/s}}
                faults: []
                end: 10s
                objectives: [no-lost-writes]
                """);
        Scenario scenario = ScenarioFiles.read(file);
        assertThat(scenario.clients().get(0).node()).isEqualTo("redis-1");
        assertThat(scenario.server()).isEqualTo("redis:7");
        assertThat(scenario.source().document()).isEqualTo("beyond the documents");
    }

    @Test
    void faultsAreNumberedInOrderOfTheFile() {
        assertThat(everything.schedule().fault("f1"))
                .isEqualTo(new ScheduledFault(
                        "f1",
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        new Fault.Partition(
                                List.of(Set.of("box-1", "c1"), Set.of("box-2", "box-3", "c2")), Physics.STALL)));
        assertThat(everything.schedule().fault("f5").fault())
                .isEqualTo(new Fault.Kill(List.of(new Target("primary"), new Target("box-3")), CrashFlavour.HOST));
        assertThat(everything.schedule().fault("f14").fault())
                .isEqualTo(new Fault.ClockJump(
                        List.of(new Target("redis-1"), new Target("leader-sentinel")), Duration.ofSeconds(-3)));
        assertThat(everything.schedule().fault("f15").fault())
                .isEqualTo(new Fault.ClockDrift(List.of(new Target("primary")), 1.05));
    }

    @Test
    void aFaultWaitsForAnEventFromItsTimeOnOrFromTheEndOfTheControlWindow() {
        var afterOdown = everything.schedule().fault("f16");
        assertThat(afterOdown.at()).isEqualTo(Duration.ofSeconds(110));
        assertThat(afterOdown.after()).isEqualTo(new Trigger.SentinelSays("+odown", Duration.ofMillis(200)));
        assertThat(afterOdown.lasts()).isEqualTo(Duration.ofSeconds(2));
        var afterWrites = everything.schedule().fault("f17");
        assertThat(afterWrites.at()).isEqualTo(Duration.ofSeconds(2));
        assertThat(afterWrites.after()).isEqualTo(new Trigger.Acknowledged(500, Duration.ZERO));
        assertThat(everything.schedule().fault("f1").after()).isNull();
        assertThat(everything.schedule().fault("f18").after())
                .isEqualTo(new Trigger.FullSync("redis-2", Duration.ZERO));
        assertThat(everything.schedule().fault("f19").after())
                .isEqualTo(new Trigger.PingPhase("sentinel-2", 0.25, Duration.ofSeconds(1)));
        assertThat(everything.schedule().fault("f20").after())
                .isEqualTo(new Trigger.PingPhase("sentinel-1", 0, Duration.ofSeconds(1)));
    }

    @Test
    void aStepWaitsForAnEventToo() {
        assertThat(everything.schedule().steps())
                .last()
                .isEqualTo(new ScheduledStep(
                        "s20",
                        Duration.ofSeconds(2),
                        new Trigger.SentinelSays("+switch-master", Duration.ofSeconds(1)),
                        new Step.Promote("redis-3"),
                        73));
    }

    @Test
    void aPingPhaseCanBeExchangedAndNothingElse() {
        var other = everything.atPingPhase(0.5);
        assertThat(other.schedule().fault("f19").after())
                .isEqualTo(new Trigger.PingPhase("sentinel-2", 0.5, Duration.ofSeconds(1)));
        assertThat(other.schedule().fault("f18"))
                .isEqualTo(everything.schedule().fault("f18"));
        assertThat(everything.pingPhase()).contains(0.25);
    }

    @Test
    void everyKindOfFaultCanBeWritten() {
        assertThat(everything.schedule().faults())
                .extracting(f -> (Object) f.fault().getClass())
                .containsAll(Arrays.asList((Object[]) Fault.class.getPermittedSubclasses()));
    }

    @Test
    void everyKindOfStepCanBeWritten() {
        assertThat(Stream.of(everything, cluster, outside).flatMap(s -> s.schedule().steps().stream()))
                .extracting(s -> (Object) s.step().getClass())
                .containsAll(Arrays.asList((Object[]) Step.class.getPermittedSubclasses()));
        assertThat(everything.schedule().steps().get(1))
                .isEqualTo(new ScheduledStep(
                        "s2",
                        Duration.ofSeconds(71),
                        null,
                        new Step.Await("redis-1", 2, Map.of("role", "master"), Duration.ofSeconds(5)),
                        55));
    }

    @Test
    void everyKindOfRoleCanBeWritten() {
        var ttl = Duration.ofMinutes(30);
        assertThat(applications.clients())
                .extracting(ClientSpec::application)
                .containsExactly(
                        new Application(new Role.Sessions(7, Duration.ofMinutes(10)), "postgres-2", true, true),
                        new Application(new Role.TokenBlacklist(ttl), null, false, false),
                        new Application(new Role.ProfileCache(20, ttl), "postgres-1", false, false),
                        new Application(new Role.RateLimit(20, 3, Duration.ofMillis(500)), null, false, false));
        assertThat(applications.clients().get(0).timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(applications.clients().get(0).ratePerSecond()).isEqualTo(50);
        assertThat(applications.clients().get(1).sentinels()).containsExactly("sentinel-2");
        assertThat(applications.clients().get(2).node()).isEqualTo("redis-2");
        assertThat(applications.objectives()).contains(new Objective.ServedAtLeast(99.9));
    }

    @Test
    void everyKindOfObjectiveCanBeWritten() {
        var written = new java.util.ArrayList<>(everything.objectives());
        written.addAll(ScenarioFiles.read(Path.of("src/test/resources/scenarios-good/literal.yaml"))
                .objectives());
        written.addAll(applications.objectives());
        assertThat(written).extracting(o -> (Object) o.getClass()).containsAll(Arrays.asList((Object[])
                Objective.class.getPermittedSubclasses()));
        assertThat(everything.objectives())
                .contains(
                        new Objective.OutageWithin("c2", Duration.ofSeconds(10)),
                        new Objective.OutageWithin(null, Duration.ofMinutes(1)));
    }

    @Test
    void aClaimKeepsItsBound() {
        var claim = java.util.Objects.requireNonNull(everything.claim());
        assertThat(claim.text()).isEqualTo("At most 10 s are lost.");
        assertThat(claim.boundedIf()).containsExactly(new Objective.LossWindowWithin(Duration.ofSeconds(12)));
    }
}
