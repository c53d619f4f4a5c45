package io.splitproof.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.splitproof.client.FakeRedis;
import io.splitproof.deployment.FakeDeployment;
import io.splitproof.probe.Plane;
import io.splitproof.run.Operator.NotDone;
import io.splitproof.store.ScenarioFiles;
import io.splitproof.topology.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An import whose command line says nothing: what counts is where the keys are. One server stands for every node. */
class ClusterImportTest {
    private static final ClientResources RESOURCES = DefaultClientResources.create();
    private static final Topology TOPOLOGY = ScenarioFiles.read(
                    Path.of("src/test/resources/scenarios-good/outside.yaml"))
            .topology();

    private volatile String keys = "*1\r\n$6\r\nledger";
    private volatile String exists = ":1";
    private final FakeRedis server = new FakeRedis(this::reply);
    private final FakeDeployment fake = new FakeDeployment(TOPOLOGY, (box, port) -> server.port());
    private final Plane plane;
    private final ClusterImport importing;

    ClusterImportTest() {
        var deployment = fake.start();
        plane = new Plane(deployment, RESOURCES, fake.secret());
        importing = new ClusterImport(deployment, plane);
    }

    private String reply(List<String> command) {
        return switch (command.get(0)) {
            case "SCAN" -> "*2\r\n$1\r\n0\r\n" + keys;
            case "EXISTS" -> exists;
            default -> "+OK";
        };
    }

    private String run() {
        return importing.of(TOPOLOGY.node("redis-1"));
    }

    @AfterEach
    void close() throws IOException {
        plane.close();
        server.close();
        fake.close();
    }

    @AfterAll
    static void endThreads() {
        RESOURCES.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Test
    void isDoneWhenEveryKeyIsOnTheNodeThatServesIt() {
        assertThat(run())
                .contains("--cluster import 127.0.0.3:6379 --cluster-from 127.0.0.1:6379")
                .endsWith("each of the 1 keys that redis-1 held is in the Cluster");
    }

    @Test
    void aKeyThatIsNotThereFailsItWhateverTheCommandLineSays() {
        exists = ":0";
        assertThatExceptionOfType(NotDone.class)
                .isThrownBy(this::run)
                .withMessageStartingWith("1 of the 1 keys of redis-1 are not in the Cluster, such as ledger");
    }

    @Test
    void aNodeThatSendsTheAskerElsewhereDoesNotHaveTheKey() {
        exists = "-MOVED 7 127.0.0.4:6379";
        assertThatExceptionOfType(NotDone.class).isThrownBy(this::run);
    }

    @Test
    void aSourceWithoutKeysShowsNothing() {
        keys = "*0";
        assertThatExceptionOfType(NotDone.class)
                .isThrownBy(this::run)
                .withMessage("redis-1 holds no key, so that there is nothing to import");
    }

    @Test
    void thePasswordIsInNoArgument() {
        run();
        assertThat(fake.scripts())
                .anyMatch(call -> call.contains("--cluster-from-askpass"))
                .noneMatch(call -> call.contains(fake.secret().reveal()));
    }
}
