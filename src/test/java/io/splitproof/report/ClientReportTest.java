package io.splitproof.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.ClientFigures;
import io.splitproof.checker.Result;
import io.splitproof.scenario.Sample;
import io.splitproof.scenario.Scenario;
import io.splitproof.store.ScenarioFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientReportTest {
    private static final Scenario GATED =
            ScenarioFiles.read(Path.of("scenarios/sentinel/wait-minority-partition-gated.yaml"));

    private static Sample sample(Result result, long lost, boolean back) {
        return new Sample(
                GATED.name(),
                3,
                "run",
                Instant.EPOCH,
                "redis 7.0.15",
                "redis:7",
                "2 cores",
                "abcdef1234",
                result,
                Result.UNKNOWN,
                1,
                Duration.ZERO,
                Map.of(),
                null,
                null,
                null,
                null,
                null,
                List.of(new ClientFigures(
                        "cut-off", 1_000, 20, 3, lost, 0L, Duration.ofMillis(3), Duration.ofSeconds(14), back)));
    }

    private static String page(Sample... samples) {
        return ClientReport.render(List.of(GATED), List.of(samples));
    }

    @Test
    void aRowHasTheMedianAndTheRangeAndLatencyInRealTime() {
        assertThat(page(sample(Result.HELD, 100, true), sample(Result.HELD, 120, true), sample(Result.HELD, 200, true)))
                .contains("| `sentinel/wait-minority-partition-gated` | on (1) | cut-off | its reply | 1,000 | 20 | 3 |"
                        + " 120 (100 to 200) | 14.0 s | 1.0 ms | 3 |")
                .contains("| cut-off-waiting | WAIT 1 1000 | — | — | — | — | — | — | 3 |");
    }

    @Test
    void unknownRunsAreCountedAndNotUsed() {
        assertThat(page(sample(Result.HELD, 100, true), sample(Result.UNKNOWN, 900, true)))
                .contains("| 100 | 14.0 s | 1.0 ms | 1 |")
                .contains("| 1 used, 1 unknown | 1970-01-01, abcdef1 |");
    }

    @Test
    void aClientThatDidNotComeBackSaysSo() {
        assertThat(page(sample(Result.HELD, 0, false))).contains("| 14.0 s, until the load ended |");
    }

    @Test
    void aScenarioWithoutSamplesIsNotListed() {
        assertThat(page()).doesNotContain("| `sentinel/wait-minority-partition-gated` | on");
    }
}
