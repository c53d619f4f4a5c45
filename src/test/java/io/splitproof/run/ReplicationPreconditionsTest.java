package io.splitproof.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.splitproof.client.FakeRedis;
import io.splitproof.deployment.FakeDeployment;
import io.splitproof.probe.Plane;
import io.splitproof.scenario.ScenarioBuilder;
import io.splitproof.topology.Topology;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two servers that answer what a test tells them to: redis-1 is the source, redis-2 the target. */
class ReplicationPreconditionsTest {
    private static final ClientResources RESOURCES = DefaultClientResources.create();
    private static final Topology TOPOLOGY = ScenarioBuilder.named("migration")
            .box("box-1", "redis-1", "sentinel-1")
            .box("box-2", "redis-2")
            .writer("c1", 1)
            .build()
            .topology();

    private final Map<String, String> source = new HashMap<>(Map.of("run_id", "aaa", "redis_version", "7.0.15"));
    private final Map<String, String> target = new HashMap<>(Map.of("run_id", "bbb", "redis_version", "7.0.15"));
    private volatile String known = "*1\r\n*1\r\n$9\r\nreplicaof";
    private volatile String dryRun = "+OK";
    private volatile String auth = "+OK";
    private volatile int keys = 1;
    private final FakeRedis one = new FakeRedis(command -> reply(command, source));
    private final FakeRedis two = new FakeRedis(command -> reply(command, target));
    private final FakeDeployment fake =
            new FakeDeployment(TOPOLOGY, (box, port) -> box.equals("box-1") ? one.port() : two.port());
    private final Plane plane = new Plane(fake.start(), RESOURCES, fake.secret());

    private String reply(List<String> command, Map<String, String> info) {
        return switch (command.get(0)) {
            case "INFO" -> bulk(info);
            case "COMMAND" -> known;
            case "ACL" -> command.get(1).equals("WHOAMI") ? "+default" : dryRun;
            case "CONFIG" -> "*4\r\n$10\r\nmasterauth\r\n$5\r\nother\r\n$10\r\nmasteruser\r\n$0\r\n";
            case "AUTH" -> auth;
            case "DBSIZE" -> ":" + keys;
            case "EXISTS" -> ":1";
            default -> "+OK";
        };
    }

    private static String bulk(Map<String, String> info) {
        var text = new StringBuilder();
        info.forEach(
                (name, value) -> text.append(name).append(':').append(value).append("\r\n"));
        return "$" + text.length() + "\r\n" + text;
    }

    private List<String> obstacles() {
        return new ReplicationPreconditions(plane, TOPOLOGY.node("redis-2"), TOPOLOGY.node("redis-1")).obstacles();
    }

    @AfterEach
    void close() throws IOException {
        plane.close();
        one.close();
        two.close();
        fake.close();
    }

    @AfterAll
    static void endThreads() {
        RESOURCES.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Test
    void anEmptyTargetOfTheSameVersionAndPasswordHasNoObstacle() {
        assertThat(obstacles()).isEmpty();
        assertThat(one.commands()).noneMatch(c -> c.startsWith("CONFIG SET") || c.startsWith("REPLICAOF"));
        assertThat(two.commands()).noneMatch(c -> c.startsWith("CONFIG SET") || c.startsWith("REPLICAOF"));
    }

    @Test
    void aTargetThatIsItsOwnSourceIsTold() {
        target.put("run_id", "aaa");
        assertThat(obstacles())
                .containsExactly(
                        "expected two servers, but redis-2 and redis-1 are one, run_id aaa; name another target");
    }

    @Test
    void aSourceThatFollowsItsTargetIsTold() {
        source.putAll(Map.of("role", "slave", "master_host", "127.0.0.2", "master_port", "6379"));
        assertThat(obstacles()).singleElement().asString().contains("redis-1 is a replica of redis-2");
    }

    @Test
    void aTargetWithKeysOfItsOwnIsNotEmptyAndTheProbesKeyDoesNotCount() {
        keys = 13;
        assertThat(obstacles())
                .containsExactly("expected an empty target, but redis-2 has 12 keys, which REPLICAOF would discard;"
                        + " FLUSHALL there if nobody needs them, or choose another");
    }

    @Test
    void anotherPasswordIsToldByTheSource() {
        auth = "-WRONGPASS invalid username-password pair or user is disabled.";
        assertThat(obstacles())
                .singleElement()
                .asString()
                .startsWith("expected masterauth of redis-2 to be the password of redis-1, but it answers WRONGPASS")
                .endsWith("; set masterauth on redis-2");
    }

    @Test
    void aNewerSourceIsToldWithBothVersions() {
        source.put("redis_version", "8.0.2");
        assertThat(obstacles())
                .containsExactly("expected a server that reads the replication stream of redis-1, but redis 8.0 sends a"
                        + " snapshot of RDB version 12, and redis 7.0 reads up to 10; choose a version for redis-2 that"
                        + " is at least as new");
    }

    @Test
    void aDisabledCommandIsToldByItsAbsence() {
        known = "*1\r\n*-1";
        assertThat(obstacles())
                .singleElement()
                .asString()
                .startsWith("expected REPLICAOF to be possible on redis-2, but it and SLAVEOF are disabled there");
    }

    @Test
    void aForbiddenCommandIsToldByTheAcl() {
        dryRun = "+User default has no permissions to run the 'replicaof' command";
        assertThat(obstacles()).singleElement().asString().contains("ACL DRYRUN says \"User default has no");
    }

    @Test
    void everyObstacleIsToldAtOnce() {
        keys = 3;
        auth = "-WRONGPASS no";
        assertThat(obstacles()).hasSize(2);
    }

    @Test
    void aServerBefore7WithoutADryRunIsTakenByItsWord() {
        dryRun = "-ERR Unknown subcommand or wrong number of arguments for 'DRYRUN'.";
        assertThat(obstacles()).isEmpty();
    }
}
