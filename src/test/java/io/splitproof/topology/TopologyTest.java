package io.splitproof.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class TopologyTest {
    private static final Node REDIS_1 = node("redis-1", NodeKind.REDIS, "box-1", "127.0.0.1:6379");
    private static final Node SENTINEL_1 = node("sentinel-1", NodeKind.SENTINEL, "box-1", "127.0.0.1:26379");
    private static final Node REDIS_2 = node("redis-2", NodeKind.REDIS, "box-2", "127.0.0.2:6379");

    private static final Topology TWO_BOXES_AND_TWO_CLIENTS = new Topology(
            List.of(
                    new Box("box-1", 1, Box.Purpose.NODES),
                    new Box("box-2", 2, Box.Purpose.NODES),
                    new Box("c1", 3, Box.Purpose.CLIENT),
                    new Box("c2", 4, Box.Purpose.CLIENT)),
            List.of(REDIS_1, SENTINEL_1, REDIS_2),
            List.of(new Group("mymaster", "redis-1", List.of("redis-2"), 1)));

    private static Node node(String name, NodeKind kind, String box, String address) {
        return new Node(name, kind, box, Address.parse(address), null, Map.of());
    }

    @Test
    void everyPairOfBoxesIsLinkedBothWaysExceptTwoClients() {
        assertThat(TWO_BOXES_AND_TWO_CLIENTS.links())
                .extracting(Link::toString)
                .containsExactlyInAnyOrder(
                        "box-1 -> box-2",
                        "box-1 -> c1",
                        "box-1 -> c2",
                        "box-2 -> box-1",
                        "box-2 -> c1",
                        "box-2 -> c2",
                        "c1 -> box-1",
                        "c1 -> box-2",
                        "c2 -> box-1",
                        "c2 -> box-2");
    }

    @Test
    void clientsBesideNodesAreLinkedToo() {
        var beside = new Topology(
                List.of(new Box("c1", 1, Box.Purpose.BOTH), new Box("c2", 2, Box.Purpose.BOTH)),
                List.of(node("redis-1", NodeKind.REDIS, "c1", "127.0.0.1:6379")),
                List.of());
        assertThat(beside.links()).extracting(Link::toString).containsExactlyInAnyOrder("c1 -> c2", "c2 -> c1");
        assertThat(beside.clientBoxes()).isEqualTo(beside.nodeBoxes()).hasSize(2);
    }

    @Test
    void everyLinkIsThereInBothDirections() {
        List<Link> links = TWO_BOXES_AND_TWO_CLIENTS.links();
        assertThat(links).allSatisfy(link -> assertThat(links).contains(link.reversed()));
    }

    @Test
    void aLinkNeedsTwoBoxes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Link("box-1", "box-1"))
                .withMessage("a link joins two boxes; both ends are \"box-1\"");
    }

    @Test
    void nodesOfOneBoxAreToldApartByPort() {
        assertThat(TWO_BOXES_AND_TWO_CLIENTS.nodeAt(Address.parse("127.0.0.1:6379")))
                .contains(REDIS_1);
        assertThat(TWO_BOXES_AND_TWO_CLIENTS.nodeAt(Address.parse("127.0.0.1:26379")))
                .contains(SENTINEL_1);
    }

    @Test
    void nobodyIsAtAnAddressThatNoNodeHas() {
        assertThat(TWO_BOXES_AND_TWO_CLIENTS.nodeAt(Address.parse("127.0.0.2:6380")))
                .isEmpty();
        assertThat(TWO_BOXES_AND_TWO_CLIENTS.nodeAt(Address.parse("127.0.0.3:6379")))
                .isEmpty();
    }

    @Test
    void anUnknownNodeIsToldWithThoseThereAre() {
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> TWO_BOXES_AND_TWO_CLIENTS.node("redis-4"))
                .withMessage("unknown node \"redis-4\"; this topology has redis-1, sentinel-1, redis-2");
    }

    @Test
    void anUnknownBoxIsToldWithThoseThereAre() {
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> TWO_BOXES_AND_TWO_CLIENTS.box("redis-1"))
                .withMessage("unknown box \"redis-1\"; this topology has box-1, box-2, c1, c2");
    }

    @Test
    void nodesAreSortedByKindAndBox() {
        assertThat(TWO_BOXES_AND_TWO_CLIENTS.redisNodes()).containsExactly(REDIS_1, REDIS_2);
        assertThat(TWO_BOXES_AND_TWO_CLIENTS.sentinels()).containsExactly(SENTINEL_1);
        assertThat(TWO_BOXES_AND_TWO_CLIENTS.nodesIn("box-1")).containsExactly(REDIS_1, SENTINEL_1);
        assertThat(TWO_BOXES_AND_TWO_CLIENTS.nodesIn("c1")).isEmpty();
        assertThat(TWO_BOXES_AND_TWO_CLIENTS.clientBoxes())
                .extracting(Box::name)
                .containsExactly("c1", "c2");
        assertThat(TWO_BOXES_AND_TWO_CLIENTS.nodeBoxes()).extracting(Box::name).containsExactly("box-1", "box-2");
    }

    @Test
    void boxesAreNumberedSoThatTheirLoopbackAddressExists() {
        assertThat(new Box("last", 254, Box.Purpose.NODES).loopback()).isEqualTo("127.0.0.254");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Box("beyond", 255, Box.Purpose.NODES))
                .withMessageContaining("\"beyond\" is number 255");
        assertThatIllegalArgumentException().isThrownBy(() -> new Box("before", 0, Box.Purpose.CLIENT));
    }

    @Test
    void aNodeDoesNotChangeWithTheSettingsItWasMadeFrom() {
        var values = new ArrayList<>(List.of("yes"));
        var settings = new HashMap<String, List<String>>(Map.of("appendonly", values));
        var node = new Node("redis-1", NodeKind.REDIS, "box-1", REDIS_1.address(), null, settings);
        values.set(0, "no");
        settings.clear();
        assertThat(node.setting("appendonly")).contains("yes");
        assertThat(node.setting("save")).isEmpty();
    }
}
