package io.splitproof.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.splitproof.checker.ClientFigures;
import io.splitproof.checker.Result;
import io.splitproof.scenario.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleFileTest {
    @TempDir
    private Path directory = Path.of("");

    private static Sample sample(String run) {
        return new Sample(
                "fidelity/crash",
                10,
                run,
                Instant.parse("2026-11-23T11:36:14Z"),
                "redis 7.0.15",
                "redis:7",
                "2 cores",
                null,
                Result.HELD,
                Result.UNKNOWN,
                1,
                Duration.ofMillis(120),
                Map.of("writable", Duration.ofMillis(3_380)),
                10L,
                0L,
                null,
                null,
                0.25,
                List.of(new ClientFigures("c1", 9, 1, 2, 0L, null, Duration.ofMillis(2), Duration.ofSeconds(4), true)),
                Duration.ofMillis(1_250));
    }

    @Test
    void whatIsAddedIsReadInItsOrder() {
        var file = new SampleFile(directory.resolve("reports/x.jsonl"));
        assertThat(file.read()).isEmpty();
        file.append(sample("a"));
        file.append(sample("b"));
        assertThat(file.read()).isEqualTo(List.of(sample("a"), sample("b")));
    }

    @Test
    void aLineThatIsNoSampleIsNamed() throws IOException {
        Path path = directory.resolve("x.jsonl");
        new SampleFile(path).append(sample("a"));
        Files.writeString(path, Files.readString(path) + "{\"scenario\":1}\n");
        assertThatExceptionOfType(DamagedRunException.class)
                .isThrownBy(() -> new SampleFile(path).read())
                .withMessageContaining("x.jsonl:2: expected a sample");
    }
}
