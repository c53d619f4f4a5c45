package io.splitproof.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.splitproof.checker.Judge;
import io.splitproof.checker.Objective;
import io.splitproof.checker.Result;
import io.splitproof.junit.OutcomeAssert;
import io.splitproof.store.DamagedRunException;
import io.splitproof.store.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Real runs, recorded once and judged again on every build: a change of judgement shows here, and is then either a mend
 * or a mistake.
 */
class RecordedRunsTest {
    private static final Path RECORDED = Path.of("src/test/resources/recorded");

    @TempDir
    private Path copy = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "no-gate, VIOLATED",
        "lag-limited, HELD",
        "crash, HELD",
        "cluster-minority, HELD",
        "vip-two-holders, VIOLATED"
    })
    void aRecordedRunGetsTheVerdictItHad(String run, Result expected) {
        copyOf(run);
        var outcome = Judging.judge(RunDirectory.open(copy));
        assertThat(outcome.result())
                .as(outcome.judgement().verdicts().toString())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"no-gate", "lag-limited", "crash", "cluster-minority", "vip-two-holders"})
    void aCopiedRunDirectoryGetsTheSameVerdictsByteForByte(String run) throws IOException {
        copyOf(run);
        Judging.judge(RunDirectory.open(copy));
        assertThat(Files.readString(copy.resolve("verdicts.json")))
                .isEqualTo(Files.readString(RECORDED.resolve(run).resolve("verdicts.json")));
    }

    @ParameterizedTest
    @CsvSource({"no-gate", "lag-limited"})
    void aRunWhoseHarnessWasKilledIsUnknownAndNeverHeld(String run) throws IOException {
        copyOf(run);
        Path history = copy.resolve("history.jsonl");
        String whole = Files.readString(history);
        Files.writeString(history, whole.substring(0, whole.length() * 2 / 3));
        var outcome = Judging.judge(RunDirectory.open(copy));
        assertThat(outcome.judgement().verdicts()).allMatch(v -> v.result() == Result.UNKNOWN);
    }

    /** In both runs the other side's primary goes on taking writes. */
    @ParameterizedTest
    @CsvSource({"no-gate", "lag-limited"})
    void writesOfARunThatFailedOverHaveNotStopped(String run) {
        copyOf(run);
        var evidence = Judging.judge(RunDirectory.open(copy)).evidence();
        var stopped = new Objective.WritesStopWithin(Duration.ofSeconds(12));
        assertThat(Judge.judge(evidence, List.of(stopped), null).result()).isEqualTo(Result.VIOLATED);
    }

    /** What the minority's primary acknowledged for 4.5 s, at a node timeout of 3 s, is gone; 4 s would not do. */
    @Test
    void aLossBoundTightenedByHandIsViolatedByAClustersMinority() {
        copyOf("cluster-minority");
        var evidence = Judging.judge(RunDirectory.open(copy)).evidence();
        var tight = new Objective.LossWindowWithin(Duration.ofSeconds(4));
        assertThat(Judge.judge(evidence, List.of(tight), null).result()).isEqualTo(Result.VIOLATED);
        assertThat(Judge.judge(evidence, List.of(new Objective.NoLostWrites()), null)
                        .result())
                .isEqualTo(Result.VIOLATED);
    }

    @Test
    void aClustersStagesSlotCoverageAndLossAreToldOfItsShard() throws IOException {
        copyOf("cluster-minority");
        var outcome = Judging.judge(RunDirectory.open(copy));
        OutcomeAssert.assertThat(outcome)
                .failedOverAsForecast()
                .lostWritesOnlyWithin(Duration.ofMillis(4_800))
                .refusedEverythingForAtMost("redis-2", Duration.ofMillis(200));
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() ->
                        OutcomeAssert.assertThat(outcome).refusedEverythingForAtMost("redis-1", Duration.ofSeconds(1)))
                .withMessageContaining("redis-1 should have said cluster_state:fail for at most 1 s");
        assertThat(Files.readString(copy.resolve("report.md")))
                .contains("Nothing failed over in shard-2, shard-3, and nothing was lost there.")
                .contains("91 of 494 acknowledged writes of shard-1 were lost")
                .contains("| pfail first | 3.641 s | 3 s to 4.8 s |")
                .contains("| takeover | 3.802 s | 3 s to 6.7 s |")
                .contains("## Slot coverage", "| all | server | valkey 9.1 |")
                .contains("| *shard-1* | 494 | 403 | 91 |")
                .doesNotContain("Failover of shard-2");
    }

    @Test
    void filesOfTwoRunsAreDamagedAndNotJudged() throws IOException {
        copyOf("crash");
        Path history = copy.resolve("history.jsonl");
        Files.writeString(history, Files.readString(history).replace("\"fault\":\"f1\"", "\"fault\":\"f7\""));
        assertThatThrownBy(() -> Judging.judge(RunDirectory.open(copy)))
                .isInstanceOf(DamagedRunException.class)
                .hasMessageContaining("f7");
    }

    private void copyOf(String run) {
        try (Stream<Path> files = Files.list(RECORDED.resolve(run))) {
            files.filter(f -> !f.endsWith("verdicts.json")).forEach(this::copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copy(Path file) {
        try {
            Files.copy(file, copy.resolve(file.getFileName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
