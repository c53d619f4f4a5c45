package io.splitproof.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Statistics;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.testcontainers.shaded.com.fasterxml.jackson.databind.ObjectMapper;

class UsageTest {
    private static Statistics stats(String json) throws IOException {
        return new ObjectMapper().readValue(json, Statistics.class);
    }

    @Test
    void droppableCachesAreLeftOutInEitherVersionOfControlGroups() throws IOException {
        assertThat(Usage.bytes(stats("{\"memory_stats\":{\"usage\":900,\"stats\":{\"total_inactive_file\":300}}}")))
                .hasValue(600);
        assertThat(Usage.bytes(stats("{\"memory_stats\":{\"usage\":900,\"stats\":{\"inactive_file\":200}}}")))
                .hasValue(700);
    }

    @Test
    void withoutCachesTheWholeIsUsed() throws IOException {
        assertThat(Usage.bytes(stats("{\"memory_stats\":{\"usage\":900}}"))).hasValue(900);
    }

    @Test
    void anEngineThatDoesNotAccountForMemoryTellsNone() throws IOException {
        assertThat(Usage.bytes(stats("{\"memory_stats\":{}}"))).isEmpty();
        assertThat(Usage.bytes(new Statistics())).isEmpty();
    }
}
