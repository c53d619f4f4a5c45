package io.splitproof.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.store.ScenarioFiles;
import io.splitproof.topology.Topology;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HaproxyTest {
    private static final Topology TOPOLOGY = ScenarioFiles.read(Path.of("src/test/resources/scenarios-good/parts.yaml"))
            .topology();
    private static final Secret SECRET = Secret.random();

    private static String file(String name) {
        return new Haproxy(TOPOLOGY.node(name), TOPOLOGY, "10.0.0.3", SECRET).file();
    }

    @Test
    void listensForWritesAndForReadsInItsBoxAndForOtherBoxes() {
        assertThat(file("haproxy-1"))
                .contains("listen writes\n    bind 127.0.0.3:7379\n    bind 10.0.0.3:7379\n")
                .contains("listen reads\n    bind 127.0.0.3:7380\n    bind 10.0.0.3:7380\n");
        assertThat(file("haproxy-2")).contains("bind 127.0.0.3:7381\n").contains("bind 127.0.0.3:7382\n");
    }

    /** Without QUIT in the same bytes a node of another role is believed until the check's limit. */
    @Test
    void asksForInfoAndQuitAtOnce() {
        assertThat(file("haproxy-1")).contains("    tcp-check send \"INFO replication\\r\\nQUIT\\r\\n\"\n");
    }

    @Test
    void writesGoToTheMasterAndReadsToReplicasWithALink() {
        assertThat(file("haproxy-1"))
                .contains("    tcp-check expect string role:master\n")
                .contains("    tcp-check expect rstring role:slave[\\s\\S]*master_link_status:up\n");
    }

    @Test
    void everyRedisNodeIsAServerByItsOneAddress() {
        assertThat(file("haproxy-1"))
                .contains("    server redis-1 127.0.0.1:6379 check\n    server redis-2 127.0.0.2:6379 check\n");
    }

    @Test
    void settingsOfAScenarioReplaceThoseThatAreUsual() {
        assertThat(file("haproxy-1"))
                .contains("default-server inter 1s fall 2 rise 1 on-marked-down shutdown-sessions");
    }

    @Test
    void itsPasswordIsInAFileAloneAndIsNotTheOthers() {
        Part part = new Haproxy(TOPOLOGY.node("haproxy-1"), TOPOLOGY, "10.0.0.3", SECRET).part();
        String own = SECRET.of("haproxy").reveal();
        assertThat(own).isNotEqualTo(SECRET.reveal()).hasSize(32);
        assertThat(part.command()).noneMatch(word -> word.contains(own));
        assertThat(file("haproxy-1")).contains("AUTH haproxy " + own).doesNotContain(SECRET.reveal());
        assertThat(SECRET.redact(file("haproxy-1"))).doesNotContain(own);
    }

    @Test
    void redisLetsItLookAtInfoAndNothingElse() {
        String conf =
                new Configuration(TOPOLOGY, java.util.Set.of(), SECRET, 1).of(TOPOLOGY.node("redis-1"), "10.0.0.1");
        assertThat(conf).contains("user haproxy on >" + SECRET.of("haproxy").reveal() + " resetkeys -@all +info\n");
        assertThat(conf.lines().filter(l -> l.startsWith("user "))).hasSize(1);
    }

    @Test
    void aBoxWithoutAnAddressIsTold() {
        var around = new Surroundings(TOPOLOGY, Map.of(), null, 16, SECRET);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Part.of(TOPOLOGY.node("haproxy-1"), around))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("haproxy-1 should start once the address of box-3 is known");
    }
}
