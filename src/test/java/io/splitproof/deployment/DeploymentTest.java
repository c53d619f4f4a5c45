package io.splitproof.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.splitproof.scenario.ScenarioBuilder;
import io.splitproof.topology.Topology;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeploymentTest {
    private static final Topology TOPOLOGY = ScenarioBuilder.named("deployment")
            .box("box-1", "redis-1", "sentinel-1")
            .box("box-2", "redis-2", "sentinel-2")
            .writer("c1", 100)
            .build()
            .topology();

    private final FakeDeployment fake = new FakeDeployment(TOPOLOGY);

    @AfterEach
    void close() {
        fake.close();
    }

    private static Proxy proxy(Deployment deployment, String name) {
        return deployment.proxies().stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyBoxGetsAKeeperAndAToxiproxyAndEveryNodeAContainer() {
        fake.begin();
        assertThat(fake.containers())
                .containsOnlyKeys(
                        "box-1",
                        "box-2",
                        "c1",
                        "box-1-toxiproxy",
                        "box-2-toxiproxy",
                        "c1-toxiproxy",
                        "redis-1",
                        "redis-2",
                        "sentinel-1",
                        "sentinel-2");
        assertThat(fake.containers().values()).allMatch(c -> c.running);
    }

    @Test
    void nodesAndProxiesLiveInTheNamespaceOfTheirBox() {
        fake.start();
        for (String joined : List.of("redis-2", "sentinel-2", "box-2-toxiproxy")) {
            assertThat(fake.engine().box(joined).joins(fake.engine())).isEqualTo("box-2");
        }
        assertThat(fake.engine().box("box-2").joins(fake.engine())).isNull();
    }

    @Test
    void replicasStartAfterThePrimary() {
        fake.begin();
        assertThat(fake.calls()).containsSubsequence("start redis-1", "start redis-2");
    }

    @Test
    void thePasswordIsInFilesAlone() {
        fake.start();
        assertThat(fake.engine().box("redis-1").files.get(Configuration.FILE))
                .contains(fake.secret().reveal());
        assertThat(fake.containers().values())
                .allSatisfy(c -> assertThat(c.name + c.image + c.command + c.labels + c.host)
                        .doesNotContain(fake.secret().reveal()));
    }

    @Test
    void everyContainerCarriesTheRunsLabels() {
        fake.start();
        assertThat(fake.containers().values())
                .allSatisfy(c -> assertThat(c.labels).containsEntry("splitproof.run", "run"));
    }

    @Test
    void closingRemovesEverythingAndTheNetwork() {
        Deployment deployment = fake.start();
        assertThat(fake.engine().hasNetwork()).isTrue();
        deployment.close();
        assertThat(fake.containers()).isEmpty();
        assertThat(fake.engine().hasNetwork()).isFalse();
    }

    @Test
    void aStartThatFailsRemovesEverythingAndTellsTheWordsOfTheEngineAndOfTheProcess() {
        fake.engine().failToStart("sentinel-2");
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(fake::begin)
                .withMessageContaining("sentinel-2 did not start")
                .withMessageContaining("driver failed programming external connectivity of sentinel-2")
                .withMessageContaining("It printed last:\nlog of sentinel-2");
        assertThat(fake.containers()).isEmpty();
        assertThat(fake.engine().hasNetwork()).isFalse();
    }

    @Test
    void aCutAddsItsToxicToTheHealthyLink() {
        Deployment deployment = fake.start();
        deployment.block(proxy(deployment, "box-1.redis-2"), new Block(Block.Stream.UPSTREAM, Block.Toxic.DROP));
        assertThat(fake.calls()).containsExactly("box-1.redis-2 + timeout_upstream");
        assertThat(deployment.isBlocked(proxy(deployment, "box-1.redis-2"))).isTrue();
        assertThat(deployment.isBlocked(proxy(deployment, "box-2.redis-1"))).isFalse();
    }

    @Test
    void aHealClosesTheLinkAndThenTakesToxicsAwayLastFirst() {
        Deployment deployment = fake.start();
        Proxy proxy = proxy(deployment, "box-1.redis-2");
        deployment.block(proxy, new Block(Block.Stream.UPSTREAM, Block.Toxic.DROP));
        deployment.block(proxy, new Block(Block.Stream.UPSTREAM, Block.Toxic.LINGER));
        fake.forgetCalls();
        deployment.open(proxy);
        assertThat(fake.calls())
                .containsExactly(
                        "box-1.redis-2 off",
                        "box-1.redis-2 - slow_close_upstream",
                        "box-1.redis-2 - timeout_upstream",
                        "box-1.redis-2 on");
        assertThat(fake.proxies()).containsEntry("box-1.redis-2", "on []");
    }

    @Test
    void aHealOfHeldBytesKeepsTheConnectionsThatTheyAreToArriveOn() {
        Deployment deployment = fake.start();
        Proxy proxy = proxy(deployment, "box-1.redis-2");
        deployment.block(proxy, new Block(Block.Stream.UPSTREAM, Block.Toxic.HOLD));
        fake.forgetCalls();
        deployment.open(proxy);
        assertThat(fake.calls()).containsExactly("box-1.redis-2 - bandwidth_upstream");
    }

    @Test
    void aCutOfAStalledLinkClosesItFirst() {
        Deployment deployment = fake.start();
        deployment.closeAndBlock(
                proxy(deployment, "box-1.redis-2"), new Block(Block.Stream.DOWNSTREAM, Block.Toxic.HOLD));
        assertThat(fake.calls())
                .containsExactly("box-1.redis-2 off", "box-1.redis-2 + bandwidth_downstream", "box-1.redis-2 on");
    }

    @Test
    void whatIsSoAlreadyIsNotDoneAgain() {
        Deployment deployment = fake.start();
        Proxy proxy = proxy(deployment, "box-1.redis-2");
        var block = new Block(Block.Stream.UPSTREAM, Block.Toxic.DROP);
        deployment.open(proxy);
        deployment.block(proxy, block);
        deployment.block(proxy, block);
        deployment.close(proxy(deployment, "c1.redis-1"));
        deployment.close(proxy(deployment, "c1.redis-1"));
        assertThat(fake.calls()).containsExactly("box-1.redis-2 + timeout_upstream", "c1.redis-1 off");
    }

    @Test
    void aClosedProxyThatIsOpenedListensAgain() {
        Deployment deployment = fake.start();
        Proxy proxy = proxy(deployment, "box-1.redis-2");
        deployment.close(proxy);
        deployment.open(proxy);
        assertThat(fake.calls()).containsExactly("box-1.redis-2 off", "box-1.redis-2 on");
    }

    @Test
    void aHungToxiproxyIsStartedAgainWithItsCutsInPlaceBeforeItListens() {
        Deployment deployment = fake.start();
        deployment.block(proxy(deployment, "box-1.redis-2"), new Block(Block.Stream.UPSTREAM, Block.Toxic.DROP));
        deployment.close(proxy(deployment, "box-1.sentinel-2"));
        fake.forgetCalls();
        fake.hangAt("box-1", "box-1.redis-2 + slow_close");

        deployment.block(proxy(deployment, "box-1.redis-2"), new Block(Block.Stream.UPSTREAM, Block.Toxic.LINGER));

        assertThat(fake.calls())
                .containsExactly(
                        "box-1.redis-2 + slow_close_upstream",
                        "kill box-1-toxiproxy",
                        "start box-1-toxiproxy",
                        "box-1.redis-2 + timeout_upstream",
                        "box-1.redis-2 + slow_close_upstream",
                        "box-1.redis-2 on");
        assertThat(fake.engine().box("box-1-toxiproxy").files.get(BoxProxies.FILE))
                .containsPattern("\"box-1.redis-2\".*\"enabled\":false")
                .containsPattern("\"box-1.sentinel-2\".*\"enabled\":false");
        assertThat(fake.proxies())
                .containsEntry("box-1.redis-2", "on [slow_close_upstream, timeout_upstream]")
                .containsEntry("box-1.sentinel-2", "off []");
        assertThat(fake.failures())
                .singleElement()
                .asString()
                .startsWith("box-1: POST /proxies/box-1.redis-2/toxics got no answer within 3 s")
                .endsWith("Toxiproxy was killed and started again from its recorded state");
        assertThat(fake.runs("redis-1")).isTrue();
    }

    @Test
    void aHealThatGetsNoAnswerEndsWithEverythingOpen() {
        Deployment deployment = fake.start();
        Proxy proxy = proxy(deployment, "box-1.redis-2");
        deployment.block(proxy, new Block(Block.Stream.UPSTREAM, Block.Toxic.DROP));
        Map<String, String> atBoot = Map.of("box-1.redis-2", "on []", "box-1.sentinel-2", "on []");
        fake.breakOffAt("box-1", "box-1.redis-2 - timeout");
        deployment.open(proxy);
        assertThat(fake.proxies()).containsAllEntriesOf(atBoot);
        assertThat(fake.failures()).hasSize(1);
        assertThat(deployment.isBlocked(proxy)).isFalse();
    }

    @Test
    void aHostsProcessesDieTogether() {
        Deployment deployment = fake.start();
        deployment.killBox("box-1");
        assertThat(fake.calls()).containsExactly("kill redis-1", "kill sentinel-1");
        assertThat(fake.runs("redis-2")).isTrue();
    }

    @Test
    void logsHaveEveryNodeAndProxy() {
        assertThat(fake.start().logs())
                .containsEntry("redis-1", "log of redis-1\n")
                .containsEntry("c1-toxiproxy", "log of c1-toxiproxy\n")
                .hasSize(7);
    }
}
