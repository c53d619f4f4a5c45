package io.splitproof.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.splitproof.client.FakeRedis;
import io.splitproof.deployment.FakeDeployment;
import io.splitproof.fault.Target.Role;
import io.splitproof.scenario.ScenarioBuilder;
import io.splitproof.topology.Node;
import io.splitproof.topology.Topology;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Roles as the nodes themselves tell them; each box has a server of its own. */
class DirectoryTest {
    private static final ClientResources RESOURCES = DefaultClientResources.create();
    private static final Topology TOPOLOGY = ScenarioBuilder.named("roles")
            .box("box-1", "redis-1")
            .box("box-2", "redis-2")
            .box("box-3", "redis-3")
            .box("box-4", "sentinel-1")
            .writer("c1", 1)
            .build()
            .topology();

    private final Map<String, String> info = new ConcurrentHashMap<>();
    private final Map<String, FakeRedis> servers = new TreeMap<>();
    private final FakeDeployment fake =
            new FakeDeployment(TOPOLOGY, (box, port) -> server(box).port());
    private final Plane plane;
    private final AtomicReference<@Nullable String> leader = new AtomicReference<>();
    private final Directory directory;

    // JDK 17 does not read the annotation of a type argument from class files, JDK 25 does: each wants another type.
    @SuppressWarnings("NullAway")
    DirectoryTest() {
        this.plane = new Plane(fake.start(), RESOURCES, fake.secret());
        this.directory = new Directory(plane, leader);
        says("box-1", "role:master");
        says("box-2", "role:slave\r\nslave_priority:100\r\nslave_repl_offset:500\r\nrun_id:b");
        says("box-3", "role:slave\r\nslave_priority:100\r\nslave_repl_offset:500\r\nrun_id:a");
    }

    private synchronized FakeRedis server(String box) {
        return servers.computeIfAbsent(
                box,
                b -> new FakeRedis(command -> {
                    String text = "# Replication\r\n" + info.getOrDefault(b, "");
                    return "$" + text.length() + "\r\n" + text;
                }));
    }

    private void says(String box, String fields) {
        info.put(box, fields);
    }

    private List<String> who(Role role) {
        return directory.who(role).stream().map(Node::name).toList();
    }

    @AfterEach
    void close() throws IOException {
        plane.close();
        for (FakeRedis server : servers.values()) {
            server.close();
        }
        fake.close();
    }

    @AfterAll
    static void endThreads() {
        RESOURCES.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Test
    void rolesAreThoseThatNodesTellNow() {
        assertThat(who(Role.PRIMARY)).containsExactly("redis-1");
        assertThat(who(Role.REPLICA)).containsExactly("redis-2", "redis-3");
        says("box-1", "role:slave");
        says("box-3", "role:master");
        assertThat(who(Role.PRIMARY)).containsExactly("redis-3");
    }

    @Test
    void ofTwoEqualReplicasTheOneWithTheLowestRunIdIsBest() {
        assertThat(who(Role.BEST_REPLICA)).containsExactly("redis-3", "redis-2");
    }

    @Test
    void aHigherOffsetBeatsTheRunId() {
        says("box-2", "role:slave\r\nslave_priority:100\r\nslave_repl_offset:501\r\nrun_id:b");
        assertThat(who(Role.BEST_REPLICA)).containsExactly("redis-2", "redis-3");
    }

    @Test
    void aLowerPriorityBeatsTheOffset() {
        says("box-2", "role:slave\r\nslave_priority:10\r\nslave_repl_offset:1\r\nrun_id:b");
        assertThat(who(Role.BEST_REPLICA)).containsExactly("redis-2", "redis-3");
    }

    @Test
    void aReplicaOfPriorityZeroIsNeverTheBest() {
        says("box-3", "role:slave\r\nslave_priority:0\r\nslave_repl_offset:999\r\nrun_id:a");
        assertThat(who(Role.BEST_REPLICA)).containsExactly("redis-2");
    }

    @Test
    void aNodeThatCannotBeAskedHasNoRole() throws IOException {
        server("box-1").close();
        assertThat(who(Role.PRIMARY)).isEmpty();
    }

    @Test
    void theLeaderIsTheSentinelThatWasElectedLast() {
        assertThat(who(Role.LEADER_SENTINEL)).isEmpty();
        leader.set("sentinel-1");
        assertThat(who(Role.LEADER_SENTINEL)).containsExactly("sentinel-1");
    }
}
