package io.splitproof.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildTest {
    @TempDir
    Path root = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "redis:7, splitproof/redis:7.0-bookworm",
        "redis:7.0, splitproof/redis:7.0-bookworm",
        "redis:7.0.15, splitproof/redis:7.0-bookworm",
        "redis:6, splitproof/redis:6.0-bullseye",
        "redis:8, splitproof/redis:8.0-trixie splitproof/redis:sid",
        "redis:8.2, splitproof/redis:sid",
        "redis:sid, splitproof/redis:sid",
        "splitproof/redis:7.0-bookworm, splitproof/redis:7.0-bookworm",
        "valkey/valkey:8.1, splitproof/valkey:8.1-trixie splitproof/valkey:sid",
        "valkey:9, splitproof/valkey:sid",
        "ghcr.io/shopify/toxiproxy:2.12.0, splitproof/toxiproxy:2.12.0",
        "splitproof/nft:bookworm, splitproof/nft:bookworm",
        "splitproof/keepalived:bookworm, splitproof/keepalived:bookworm",
        "splitproof/postgres:bookworm, splitproof/postgres:bookworm",
    })
    void buildsFromTheSuitesThatMayHaveTheVersion(String wanted, String tags) {
        assertThat(tags(wanted, Machines.debian(root, Machines.ROOT, Map.of()))).containsExactly(tags.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource({
        "redis:7.2",
        "redis:5",
        "postgres:16",
        "haproxy:latest",
        "splitproof/haproxy:sid",
        "my.registry/redis:7",
        "toxiproxy:latest"
    })
    void buildsNothingThatNoRecipeMakes(String wanted) {
        assertThat(tags(wanted, Machines.debian(root, Machines.ROOT, Map.of()))).isEmpty();
    }

    @Test
    void prefersTheHostsOwnDistribution() {
        assertThat(tags("redis:7", Machines.ubuntu(root)))
                .containsExactly("splitproof/redis:7.0-noble", "splitproof/redis:7.0-bookworm");
    }

    private static List<String> tags(String wanted, Machine machine) {
        return Build.of(ImageName.parse(wanted), machine).stream()
                .map(Build::tag)
                .toList();
    }
}
