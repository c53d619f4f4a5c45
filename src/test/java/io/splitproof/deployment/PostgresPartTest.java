package io.splitproof.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.topology.Address;
import io.splitproof.topology.Box;
import io.splitproof.topology.Node;
import io.splitproof.topology.NodeKind;
import io.splitproof.topology.Topology;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostgresPartTest {
    private static final Node NODE =
            new Node("postgres-1", NodeKind.POSTGRES, "db", new Address("127.0.0.4", 5432), null, Map.of());

    private final Secret secret = Secret.random();
    private final Part part = Part.of(
            NODE,
            new Surroundings(
                    new Topology(List.of(new Box("db", 4, Box.Purpose.NODES)), List.of(NODE), List.of()),
                    Map.of("db", "172.20.0.9"),
                    null,
                    16,
                    secret));

    @Test
    void thePasswordIsInOneFileAndInNoArgument() {
        assertThat(part.command()).noneMatch(word -> word.contains(secret.reveal()));
        assertThat(part.files().values())
                .filteredOn(text -> text.contains(secret.reveal()))
                .hasSize(1);
    }

    @Test
    void itListensWhereItsBoxAndTheOthersLookForIt() {
        assertThat(part.files().values())
                .anyMatch(text -> text.contains(" -c listen_addresses=127.0.0.4,172.20.0.9 -c port=5432 "));
    }

    @Test
    void aDirectoryThatIsThereIsNotMadeAnew() {
        assertThat(part.files().values()).anyMatch(text -> text.contains("if [ ! -s $data/PG_VERSION ]; then"));
    }
}
