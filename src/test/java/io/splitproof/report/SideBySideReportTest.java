package io.splitproof.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.ClientFigures;
import io.splitproof.checker.Result;
import io.splitproof.checker.Times;
import io.splitproof.scenario.Sample;
import io.splitproof.scenario.Scenario;
import io.splitproof.store.ScenarioFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SideBySideReportTest {
    private static final List<Scenario> SCENARIOS = Stream.of("crash-single", "crash-sentinel", "partition-sentinel")
            .map(name -> ScenarioFiles.read(Path.of("scenarios/side-by-side/" + name + ".yaml")))
            .toList();

    @Test
    void aRowHasMedianAndWorstOfEach() {
        assertThat(page(sentinel(6_500, 3L, 0), sentinel(7_200, 1L, 0), sentinel(6_900, 2L, 250)))
                .contains("## crash\n\nThe fault: kill redis-1 (host crash), for good.")
                .contains("| arrangement | outage of the service | outage of c1 | outage of c2 | writes lost | split"
                        + " brain | n |")
                .contains("| sentinel | 6.9 s, 7.2 s | 6.9 s, 7.2 s | 6.9 s, 7.2 s | 2, 3 | 0.0 s, 0.3 s | 3 |");
    }

    @Test
    void anOutageThatDidNotEndIsLongerThanAnyThatDid() {
        String page = page(sample("crash-single", Result.VIOLATED, null, null, 0), sentinel(6_500, 0L, 0));
        assertThat(page)
                .contains("| single | did not end | did not end | did not end | not known | 0.0 s, 0.0 s | 1 |");
        assertThat(page.indexOf("| sentinel | 6.5 s")).isLessThan(page.indexOf("| single | did not end"));
    }

    @Test
    void unknownRunsAreCountedAndNotUsed() {
        assertThat(page(sentinel(6_500, 0L, 0), sample("crash-sentinel", Result.UNKNOWN, 20_000L, 900L, 0)))
                .contains("| sentinel | 6.5 s, 6.5 s | 6.5 s, 6.5 s | 6.5 s, 6.5 s | 0, 0 | 0.0 s, 0.0 s | 1 of 2 |");
    }

    @Test
    void eachFaultHasATableAndEachArrangementOneDescription() {
        String page = page(sentinel(6_500, 0L, 0), sample("partition-sentinel", Result.HELD, 100L, 40L, 9_000));
        assertThat(page)
                .contains("## partition\n\nThe fault: partition [box-1, c1] | [box-2, box-3, c2] (drop), for 12 s.");
        assertThat(page.split("A primary, two replicas, three Sentinels", -1)).hasSize(2);
    }

    @Test
    void whatWasNotRunIsNotListed() {
        assertThat(page()).contains("No run has been made yet.").doesNotContain("crash-single");
    }

    private static String page(Sample... samples) {
        return SideBySideReport.render(SCENARIOS, List.of(samples));
    }

    private static Sample sentinel(long outageMillis, long lost, long splitBrainMillis) {
        return sample("crash-sentinel", Result.HELD, outageMillis, lost, splitBrainMillis);
    }

    private static Sample sample(
            String name, Result result, @Nullable Long outageMillis, @Nullable Long lost, long splitBrainMillis) {
        Duration outage = Duration.ofMillis(outageMillis == null ? 15_000 : outageMillis);
        return new Sample(
                "side-by-side/" + name,
                1,
                "run",
                Instant.EPOCH,
                "redis 7.0.15",
                "redis:7",
                "2 cores",
                "abcdef1234",
                result,
                Result.UNKNOWN,
                0,
                Duration.ZERO,
                outageMillis == null ? Map.of() : Map.of(Times.OUTAGE, outage),
                500L,
                lost,
                null,
                null,
                null,
                Stream.of("c1", "c2")
                        .map(c -> new ClientFigures(c, 250, 0, 0, lost, 0L, null, outage, outageMillis != null))
                        .toList(),
                Duration.ofMillis(splitBrainMillis));
    }
}
