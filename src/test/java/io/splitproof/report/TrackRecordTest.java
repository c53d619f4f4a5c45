package io.splitproof.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim.Finding;
import io.splitproof.checker.Result;
import io.splitproof.checker.Times;
import io.splitproof.scenario.Sample;
import io.splitproof.scenario.Scenario;
import io.splitproof.scenario.Source;
import io.splitproof.scenario.Untestable;
import io.splitproof.store.ScenarioFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TrackRecordTest {
    private static final List<Untestable> UNTESTABLE =
            List.of(new Untestable("The moon is made of cheese.", new Source("C", "Moons"), "nobody goes | there"));
    private static final Scenario DOCUMENTED = ScenarioFiles.read(Path.of("scenarios/sentinel/documented.yaml"));

    @Test
    void aRowHasFindingMedianWorstAndN() {
        String page = page(sample("a", Finding.REFUTED, 30, 0), sample("b", Finding.REFUTED, 34, 4));
        assertThat(page)
                .contains(
                        "| `sentinel/documented` (time-lapse 5) | redis 7.0.15 | **refuted** | 32.0 s, 34.0 s | 2, 4 | 2 |"
                                + " 1970-01-01, abcdef1 | `./splitproof run sentinel/documented` |")
                .contains("| sentinel/documented, redis 7.0.15 | 34 s |");
    }

    @Test
    void findingsThatDifferAreCounted() {
        assertThat(page(sample("a", Finding.REFUTED, 30, 0), sample("b", Finding.UNKNOWN, 30, 0)))
                .contains("| **refuted** (1), **unknown** (1) |");
    }

    /** 99.9 % of a year leaves 31,536 s. */
    @Test
    void aYearsBudgetIsDividedByTheMedianOutage() {
        assertThat(page(sample("a", Finding.REFUTED, 31, 0)))
                .contains("| 99.9 % (31,536 s) |")
                .contains("| `sentinel/documented` | redis 7.0.15 | 31.0 s | 10,172 | 1,017 | 101 | 10 |");
    }

    @Test
    void aClaimThatWasNotMeasuredIsNotListed() {
        assertThat(page()).contains("No row has been published yet.").doesNotContain("`sentinel/documented`");
    }

    @Test
    void aClaimThatCannotBeTestedSaysWhy() {
        assertThat(page())
                .contains(
                        "| The moon is made of cheese. | C, Moons | not testable here, because nobody goes \\| there |");
    }

    @Test
    void manyRunsAreSummarisedWithTheirDistribution() {
        String text =
                RepeatSummary.render(List.of(sample("a", Finding.REFUTED, 30, 0), sample("b", Finding.REFUTED, 34, 0)));
        assertThat(text.lines())
                .startsWith("2 runs: 2 held, 0 violated, 0 unknown")
                .anyMatch(l -> l.matches("outage of the service +2 +30\\.000 +32\\.000 +\\S+ +34\\.000"));
    }

    @Test
    void errorsOfClientsThatAnOperatorMovedAreListedWhereThereWereAny() {
        var met = new TreeMap<>(sample("a", Finding.REFUTED, 30, 3).times());
        met.put(Times.ERRORS + "app-1", Duration.ofMillis(1_250));
        met.put(Times.ERRORS + "app-2", Duration.ZERO);
        assertThat(page(with(sample("a", Finding.REFUTED, 30, 3), met)))
                .contains("| `sentinel/documented` | redis 7.0.15 | app-1 | 1.25 s, 1.25 s | 3, 3 | 1 |")
                .doesNotContain("| app-2 |");
        assertThat(page(sample("a", Finding.REFUTED, 30, 0))).doesNotContain("Errors of clients");
    }

    @Test
    void lostWritesOfManyRunsAreCountedAndNotTimed() {
        String text =
                RepeatSummary.render(List.of(sample("a", Finding.REFUTED, 30, 0), sample("b", Finding.REFUTED, 34, 4)));
        assertThat(text.lines())
                .anyMatch(l -> l.matches("acknowledged writes lost \\(a count\\) +2 +0 +2\\.0 +\\S+ +4"));
    }

    private static Sample with(Sample s, Map<String, Duration> times) {
        return new Sample(
                s.scenario(),
                s.factor(),
                s.run(),
                s.started(),
                s.server(),
                s.wanted(),
                s.machine(),
                s.commit(),
                s.result(),
                s.stages(),
                s.tries(),
                s.lateness(),
                times,
                s.acknowledged(),
                s.lost(),
                s.finding(),
                s.figure(),
                s.pingPhase(),
                s.clients());
    }

    private static String page(Sample... samples) {
        return TrackRecord.render(List.of(DOCUMENTED), List.of(samples), UNTESTABLE);
    }

    private static Sample sample(String run, Finding finding, int outageSeconds, long lost) {
        return new Sample(
                "sentinel/documented",
                10,
                run,
                Instant.EPOCH,
                "redis 7.0.15",
                "redis:7",
                "2 cores",
                "abcdef1234",
                Result.HELD,
                Result.HELD,
                1,
                Duration.ZERO,
                Map.of(Times.OUTAGE, Duration.ofSeconds(outageSeconds), "writable", Duration.ofSeconds(outageSeconds)),
                500L,
                lost,
                finding,
                outageSeconds + " s",
                null,
                null);
    }
}
