package io.splitproof.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.splitproof.deployment.DeploymentException;
import org.junit.jupiter.api.Test;

class NodeBenchTest {
    @Test
    void ratesAreReadByCommand() {
        String printed = """
                "test","rps","avg_latency_ms","min_latency_ms","p50_latency_ms"
                "SET","81234.50","0.3","0.1","0.3"
                "GET","90000.00","0.2","0.1","0.2"
                """;
        assertThat(NodeBench.read(printed)).containsOnlyKeys("SET", "GET").containsEntry("SET", 81_234.5);
    }

    @Test
    void anythingElseIsSaidAsItIs() {
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> NodeBench.read("Could not connect"))
                .withMessageContaining("expected the benchmark's rates, but it printed: Could not connect");
    }
}
