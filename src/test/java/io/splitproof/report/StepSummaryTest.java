package io.splitproof.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Judge;
import io.splitproof.checker.Judgement;
import io.splitproof.checker.Result;
import io.splitproof.checker.Verdict;
import io.splitproof.history.History;
import io.splitproof.scenario.Sample;
import io.splitproof.store.ScenarioFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepSummaryTest {
    private static Judgement judgement(String measured) {
        var scenario = ScenarioFiles.read(Path.of("scenarios/known-bad/no-gate.yaml"));
        var empty = Judge.judge(scenario.evidence(new History(List.of())), List.of(), null);
        var verdict = new Verdict("o", "It holds.", Result.UNKNOWN, measured, List.of());
        return new Judgement(empty.assumptions(), empty.findings(), List.of(verdict), null, Result.UNKNOWN);
    }

    private static Sample sample(String scenario) {
        return new Sample(
                scenario,
                1,
                "r",
                Instant.EPOCH,
                "7.0.15",
                "redis:7",
                "2 cores",
                null,
                Result.UNKNOWN,
                Result.UNKNOWN,
                0,
                Duration.ZERO,
                Map.of(),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    @Test
    void whatWasNotMeasuredIsADash() {
        assertThat(StepSummary.row(sample("a"), judgement("no final read")))
                .isEqualTo("| a | **unknown** | — | — | — | It holds. no final read |\n");
    }

    @Test
    void hostileTextIsText() {
        String row = StepSummary.row(sample("<img src=x>"), judgement("a | b\n\n# `c` [d](http://e) @f <!--"));
        assertThat(row)
                .startsWith("| &#60;img src=x&#62; |")
                .contains("a &#124; b &#35; &#96;c&#96; &#91;d&#93;(http&#58;//e) &#64;f &#60;&#33;--");
        assertThat(row.strip()).doesNotContain("\n");
        assertThat(row.chars().filter(c -> c == '|').count()).as("cells").isEqualTo(7);
    }

    @Test
    void aLongReasonIsShortened() {
        assertThat(StepSummary.row(sample("a"), judgement("x".repeat(5_000))).length())
                .isLessThan(400);
    }
}
