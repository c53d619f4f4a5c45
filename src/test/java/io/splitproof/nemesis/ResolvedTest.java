package io.splitproof.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.deployment.Block.Stream;
import io.splitproof.deployment.Proxy;
import io.splitproof.fault.CrashFlavour;
import io.splitproof.fault.Fault;
import io.splitproof.fault.Physics;
import io.splitproof.fault.ScheduledFault;
import io.splitproof.fault.Target;
import io.splitproof.fault.Target.Role;
import io.splitproof.scenario.ScenarioBuilder;
import io.splitproof.topology.Link;
import io.splitproof.topology.Node;
import io.splitproof.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResolvedTest {
    private static final Topology TOPOLOGY = ScenarioBuilder.named("nemesis")
            .box("box-1", "redis-1", "sentinel-1")
            .box("box-2", "redis-2", "sentinel-2")
            .box("box-3", "redis-3", "sentinel-3")
            .writer("c1", 100)
            .writer("c2", 100)
            .build()
            .topology();

    private static final Roles NOBODY = role -> List.of();

    private static Roles who(String... names) {
        return role -> java.util.Arrays.stream(names).map(TOPOLOGY::node).toList();
    }

    private static Optional<Resolved> resolve(Fault fault, Roles roles) {
        return Resolved.of(new ScheduledFault("f1", Duration.ZERO, null, fault), TOPOLOGY, roles);
    }

    private static Set<Link> linksOf(Fault fault) {
        return resolve(fault, NOBODY).orElseThrow().links();
    }

    private static List<Target> targets(String... names) {
        return java.util.Arrays.stream(names).map(Target::new).toList();
    }

    private static List<String> words(Set<Link> links) {
        return links.stream().map(Link::toString).toList();
    }

    /** The proxies of this topology, as {@code Proxy.of} makes them. */
    private static List<Proxy> proxies() {
        var proxies = new ArrayList<Proxy>();
        TOPOLOGY.boxes()
                .forEach(box -> TOPOLOGY.nodes().stream()
                        .filter(node -> !node.box().equals(box.name()))
                        .forEach(node -> proxies.add(new Proxy(
                                box.name() + "." + node.name(),
                                box.name(),
                                node.box(),
                                node.name(),
                                Proxy.Port.DATA,
                                "-",
                                1,
                                1))));
        return proxies;
    }

    private static List<String> cuts(List<Cut> cuts) {
        return cuts.stream()
                .map(c -> c.proxy().name() + " " + (c.stream() == Stream.UPSTREAM ? "up" : "down"))
                .toList();
    }

    @Test
    void aPartitionCutsBothWaysBetweenGroupsAndNothingInside() {
        var partition = new Fault.Partition(List.of(Set.of("box-1", "c1"), Set.of("box-2", "c2")), Physics.BLACKHOLE);
        assertThat(words(linksOf(partition)))
                .containsExactlyInAnyOrder(
                        "box-1 -> box-2", "box-2 -> box-1", "c1 -> box-2", "box-2 -> c1", "box-1 -> c2", "c2 -> box-1");
    }

    @Test
    void aBoxInNoGroupKeepsAllItsLinks() {
        var partition = new Fault.Partition(List.of(Set.of("box-1"), Set.of("box-2")), Physics.BLACKHOLE);
        assertThat(words(linksOf(partition))).containsExactlyInAnyOrder("box-1 -> box-2", "box-2 -> box-1");
    }

    @Test
    void aPartitionOfThreeGroupsCutsEveryPair() {
        var partition =
                new Fault.Partition(List.of(Set.of("box-1"), Set.of("box-2"), Set.of("box-3")), Physics.BLACKHOLE);
        assertThat(linksOf(partition)).hasSize(6);
    }

    @Test
    void anIsolatedBoxLosesEveryLinkBothWaysAndNoOtherBoxDoes() {
        assertThat(words(linksOf(new Fault.Isolate(new Target("box-1"), Physics.REFUSE))))
                .containsExactlyInAnyOrder(
                        "box-1 -> box-2",
                        "box-1 -> box-3",
                        "box-1 -> c1",
                        "box-1 -> c2",
                        "box-2 -> box-1",
                        "box-3 -> box-1",
                        "c1 -> box-1",
                        "c2 -> box-1");
    }

    @Test
    void anIsolatedClientLosesItsLinksToNodes() {
        assertThat(words(linksOf(new Fault.Isolate(new Target("c1"), Physics.REFUSE))))
                .containsExactlyInAnyOrder(
                        "c1 -> box-1", "c1 -> box-2", "c1 -> box-3", "box-1 -> c1", "box-2 -> c1", "box-3 -> c1");
    }

    @Test
    void aRoleIsIsolatedByTheBoxOfItsBestNode() {
        var isolate = new Fault.Isolate(new Target("best-replica"), Physics.BLACKHOLE);
        assertThat(resolve(isolate, who("redis-3", "redis-2")).orElseThrow().links())
                .contains(new Link("box-3", "box-1"))
                .doesNotContain(new Link("box-2", "box-1"));
    }

    @Test
    void aOneWayCutIsOneLink() {
        assertThat(words(linksOf(new Fault.OneWayCut(new Target("box-1"), new Target("redis-2"), Physics.BLACKHOLE))))
                .containsExactly("box-1 -> box-2");
    }

    @Test
    void aOneWayCutBlocksThatDirectionWhoeverOpenedTheConnection() {
        assertThat(cuts(Cut.of(Set.of(new Link("box-1", "box-2")), proxies())))
                .containsExactlyInAnyOrder(
                        "box-1.redis-2 up", "box-1.sentinel-2 up", "box-2.redis-1 down", "box-2.sentinel-1 down");
    }

    @Test
    void aClientsRequestsAreCutUpstreamOfItsOwnProxies() {
        assertThat(cuts(Cut.of(Set.of(new Link("c1", "box-1")), proxies())))
                .containsExactlyInAnyOrder("c1.redis-1 up", "c1.sentinel-1 up");
        assertThat(cuts(Cut.of(Set.of(new Link("box-1", "c1")), proxies())))
                .containsExactlyInAnyOrder("c1.redis-1 down", "c1.sentinel-1 down");
    }

    @Test
    void bothDirectionsOfALinkBlockBothStreamsOfEveryProxyBetween() {
        var both = Set.of(new Link("box-1", "box-2"), new Link("box-2", "box-1"));
        List<Cut> cuts = Cut.of(both, proxies());
        assertThat(cuts).hasSize(8).doesNotHaveDuplicates();
        assertThat(Cut.proxies(cuts)).hasSize(4);
    }

    @Test
    void noLinksAreNoCuts() {
        assertThat(Cut.of(Set.of(), proxies())).isEmpty();
    }

    @Test
    void lostRepliesTravelAgainstTheRequests() {
        var loss = new Fault.ReplyLoss(new Target("c1"), new Target("redis-1"));
        assertThat(words(linksOf(loss))).containsExactly("box-1 -> c1");
    }

    @Test
    void replyLossBlocksRepliesAloneAndLeavesConnectionsOfTheOtherSide() {
        assertThat(cuts(Cut.replies("box-1", "box-2", proxies())))
                .containsExactlyInAnyOrder("box-1.redis-2 down", "box-1.sentinel-2 down");
    }

    @Test
    void aProcessCrashHitsTheNodeAndNoLink() {
        var resolved = resolve(new Fault.Kill(targets("primary"), CrashFlavour.PROCESS), who("redis-2"))
                .orElseThrow();
        assertThat(resolved.names()).containsExactly("redis-2");
        assertThat(resolved.nodes()).containsExactly(TOPOLOGY.node("redis-2"));
        assertThat(resolved.links()).isEmpty();
    }

    @Test
    void aHostCrashHitsEveryProcessAndEveryLinkOfTheBox() {
        var resolved = resolve(new Fault.Kill(targets("primary"), CrashFlavour.HOST), who("redis-2"))
                .orElseThrow();
        assertThat(resolved.names()).containsExactly("box-2");
        assertThat(resolved.nodes()).extracting(Node::name).containsExactlyInAnyOrder("redis-2", "sentinel-2");
        assertThat(resolved.links()).isEqualTo(linksOf(new Fault.Isolate(new Target("box-2"), Physics.BLACKHOLE)));
    }

    @Test
    void aProcessFaultOnABoxHitsEveryProcessInIt() {
        var resolved = resolve(new Fault.Pause(targets("box-3")), NOBODY).orElseThrow();
        assertThat(resolved.names()).containsExactly("redis-3", "sentinel-3");
    }

    @Test
    void aRoleThatSeveralNodesHaveHitsTheBestOfThem() {
        var resolved = resolve(new Fault.Stop(targets("replica")), who("redis-3", "redis-2"))
                .orElseThrow();
        assertThat(resolved.names()).containsExactly("redis-3");
    }

    @ParameterizedTest
    @EnumSource
    void theRoleThatWasAskedForIsLookedUp(Role role) {
        var asked = new ArrayList<Role>();
        var resolved = resolve(new Fault.Restart(targets(role.word())), r -> {
            asked.add(r);
            return List.of(TOPOLOGY.node("redis-1"));
        });
        assertThat(asked).containsExactly(role);
        assertThat(resolved).isPresent();
    }

    @Test
    void aNodeThatIsNamedTwiceIsHitOnce() {
        var twice = new Fault.Restart(targets("redis-1", "primary", "box-1"));
        assertThat(resolve(twice, who("redis-1")).orElseThrow().names()).containsExactly("redis-1", "sentinel-1");
        var hosts = new Fault.Kill(targets("redis-1", "sentinel-1"), CrashFlavour.HOST);
        var resolved = resolve(hosts, NOBODY).orElseThrow();
        assertThat(resolved.names()).containsExactly("box-1");
        assertThat(resolved.nodes()).doesNotHaveDuplicates();
    }

    @Test
    void aFaultWhoseTargetIsNothingNowHitsNothing() {
        var primary = targets("primary");
        assertThat(resolve(new Fault.Kill(primary, CrashFlavour.PROCESS), NOBODY))
                .isEmpty();
        assertThat(resolve(new Fault.Kill(primary, CrashFlavour.HOST), NOBODY)).isEmpty();
        assertThat(resolve(new Fault.Isolate(primary.get(0), Physics.STALL), NOBODY))
                .isEmpty();
        assertThat(resolve(new Fault.OneWayCut(primary.get(0), new Target("box-1"), Physics.STALL), NOBODY))
                .isEmpty();
        assertThat(resolve(new Fault.ReplyLoss(new Target("c1"), primary.get(0)), NOBODY))
                .isEmpty();
    }

    @Test
    void oneTargetThatIsNothingSparesTheOthersToo() {
        assertThat(resolve(new Fault.Stop(targets("redis-1", "leader-sentinel")), NOBODY))
                .isEmpty();
    }

    @Test
    void aCutWithinOneBoxIsNothing() {
        assertThat(resolve(
                        new Fault.OneWayCut(new Target("redis-1"), new Target("sentinel-1"), Physics.BLACKHOLE),
                        NOBODY))
                .isEmpty();
    }
}
