package io.splitproof.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.splitproof.probe.FakeNodes;
import io.splitproof.run.Operator.NotDone;
import io.splitproof.store.ScenarioFiles;
import io.splitproof.topology.Topology;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** An import whose command line says nothing: what counts is where the keys are. One server stands for every node. */
class ClusterImportTest {
    private static final Topology TOPOLOGY = ScenarioFiles.read(
                    Path.of("src/test/resources/scenarios-good/outside.yaml"))
            .topology();

    private volatile String keys = "*1\r\n$6\r\nledger";
    private volatile String exists = ":1";

    @AutoClose
    private final FakeNodes nodes = new FakeNodes(TOPOLOGY, this::reply);

    private final ClusterImport importing;

    ClusterImportTest() {
        importing = new ClusterImport(nodes.deployment(), nodes.plane());
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
        assertThat(nodes.fake().scripts())
                .anyMatch(call -> call.contains("--cluster-from-askpass"))
                .noneMatch(call -> call.contains(nodes.fake().secret().reveal()));
    }
}
