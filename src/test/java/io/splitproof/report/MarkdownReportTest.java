package io.splitproof.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Alone;
import io.splitproof.checker.Applied;
import io.splitproof.checker.Claim;
import io.splitproof.checker.Judge;
import io.splitproof.checker.Judgement;
import io.splitproof.checker.Objective;
import io.splitproof.checker.Story;
import io.splitproof.forecast.Example2;
import io.splitproof.history.Event.BalancerSeen;
import io.splitproof.history.Event.VipHeld;
import io.splitproof.scenario.Scenario;
import io.splitproof.scenario.Source;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {
    private static final List<Objective> OBJECTIVES =
            List.of(new Objective.SplitBrainWithinForecast(), new Objective.NoLostWrites());
    private static final Claim CLAIM = new Claim("Writes are lost.", List.of(new Objective.NoSplitBrain()), List.of());

    private static Judgement judged(Story story) {
        return Judge.judge(story.evidence(), OBJECTIVES, CLAIM);
    }

    private static String page(Story story) {
        var scenario = new Scenario(
                "sentinel/example-2-minority-partition",
                new Source("003", "example 2"),
                CLAIM,
                Example2.TOPOLOGY,
                story.clients(),
                story.schedule(),
                OBJECTIVES,
                "redis:7",
                1,
                List.of("down-after is 2 s"));
        return MarkdownReport.render(scenario, Map.of("server", "redis 7.0.15"), judged(story));
    }

    @Test
    void saysFirstWhatHappened() {
        assertThat(page(Story.minorityPartition()))
                .startsWith("# sentinel/example-2-minority-partition: violated\n")
                .contains("At 5.000 s this took effect: partition [box-1, c1] | [box-2, box-3, c2] (blackhole)")
                .contains("redis-2 replaced redis-1: the first Sentinel saw it down after 2.3 s, the first write was"
                        + " accepted after 2.85 s, and it was announced after 3.7 s (1 attempt).")
                .contains("From 8.802 s to 34.952 s two nodes acknowledged writes, redis-1 and redis-2: 16.198 s while"
                        + " the fault lasted (162 writes on redis-1) and 9.952 s after the heal (100 writes).")
                .contains("300 of 710 acknowledged writes were lost, the last of them acknowledged 29.952 s after the"
                        + " fault; the configuration allows 30 s to 32 s");
    }

    @Test
    void putsMeasuredBesideForecast() {
        assertThat(page(Story.minorityPartition()))
                .contains("| writable | 2.85 s | 2.15 s to 3.7 s | 7.850 s |")
                .contains("| +convert-to-slave | 10.07 s | 10 s to 12 s | 35.070 s |");
    }

    @Test
    void saysWhenABalancerSwitched() {
        var story = Story.crash()
                .through("haproxy-1")
                .add(led(1, List.of("redis-1"), List.of("redis-2", "redis-3")))
                .add(led(7, List.of(), List.of("redis-2", "redis-3")))
                .add(led(8.5, List.of("redis-2"), List.of("redis-3")));
        assertThat(page(story))
                .contains("haproxy-1 led writes to nobody from 7.000 s on, 2 s after the fault.")
                .contains("haproxy-1 led writes to redis-2 from 8.500 s on, 3.5 s after the fault.")
                .contains("| haproxy-1 | 1.000 s | redis-1 | redis-2, redis-3 |")
                .contains("| haproxy-1 | 8.500 s | redis-2 | redis-3 |");
    }

    private static BalancerSeen led(double seconds, List<String> writes, List<String> reads) {
        long at = Math.round(seconds * 1e9);
        return new BalancerSeen(at, at - 10_000_000, "haproxy-1", true, writes, reads);
    }

    @Test
    void saysWhoHadTheVirtualIp() {
        var story = Story.crash()
                .add(new VipHeld(900_000_000L, "box-1", true))
                .add(new VipHeld(910_000_000L, "box-2", false))
                .add(new VipHeld(920_000_000L, "box-3", false))
                .add(new VipHeld(8_500_000_000L, "box-2", true))
                .add(new VipHeld(9_000_000_000L, "box-1", false));
        assertThat(page(story))
                .contains("box-1 and box-2 had the virtual IP at once from 8.500 s on, 3.5 s after the fault.")
                .contains("box-2 had the virtual IP from 9.000 s on, 4 s after the fault.");
    }

    @Test
    void withoutABalancerThereIsNoTableOfIt() {
        assertThat(page(Story.crash())).doesNotContain("## Balancer");
    }

    @Test
    void theCellsOfEachWriterAddUp() {
        assertThat(page(Story.minorityPartition()))
                .contains("| c1 | 369 | 69 | 300 | 0 | 1 | 0 | 2 | 0 | 0 |")
                .contains("| redis-1 | 358 | 300 |");
    }

    @Test
    void whatWasNotMeasuredIsADash() {
        assertThat(page(Story.nothing()))
                .startsWith("# sentinel/example-2-minority-partition: unknown\n")
                .contains("| c1 | 0 | — | — | — | — | — | — | — | — |")
                .contains("| c1 | — | — | 0.1 s | — |");
    }

    @Test
    void tablesAreWhole() {
        String page = page(Story.minorityPartition());
        assertThat(page).doesNotContain("null").doesNotContain("{{").doesNotContain("\n\n\n");
        assertThat(page).contains("./splitproof run scenarios/sentinel/example-2-minority-partition.yaml");
        assertThat(page.lines().filter(l -> l.contains("|") && !l.contains("[box-1")))
                .allMatch(l -> l.startsWith("|") && l.endsWith("|") && !l.contains("||"));
        assertThat(page.lines()).contains("| c1 | 369 | 69 | 300 | 0 | 1 | 0 | 2 | 0 | 0 |", "## Writes", "```");
    }

    @Test
    void noTableIsTornApart() {
        List<String> lines = page(Story.minorityPartition()).lines().toList();
        for (int i = 1; i + 1 < lines.size(); i++) {
            boolean begins = lines.get(i).startsWith("|") && !lines.get(i - 1).startsWith("|");
            if (begins) {
                assertThat(lines.get(i - 1)).as(lines.get(i)).isEmpty();
                assertThat(lines.get(i + 1)).as(lines.get(i)).startsWith("|---");
            }
            boolean ended = lines.get(i - 1).startsWith("|") && !lines.get(i).startsWith("|");
            assertThat(!ended || lines.get(i).isEmpty()).as(lines.get(i)).isTrue();
        }
    }

    private static String page(Alone story) {
        var evidence = story.evidence();
        var scenario = new Scenario(
                "single/host-loss",
                new Source("A", "failure scenario 2"),
                null,
                evidence.topology(),
                evidence.clients(),
                evidence.schedule(),
                OBJECTIVES,
                "redis:7",
                30,
                List.of());
        return MarkdownReport.render(scenario, Map.of(), story.judge(new Objective.LostWritesWithinForecast()));
    }

    @Test
    void aSystemWithoutSentinelsHasNoFailoverToTellOf() {
        assertThat(page(Alone.killed().lost(110, 999)))
                .contains("890 of 1,068 acknowledged writes were lost, the oldest of them acknowledged 890 s before the"
                        + " fault; forecast: those of the last 903.1 s at most, because save 900 1 alone")
                .contains("The longest time in which nobody could write was 32 s, from 999.000 s to 1031.000 s.")
                .contains("## What happened to mymaster: kill redis-1 (process crash)")
                .contains("| redis-1 | save | 900 1 |")
                .doesNotContain("failed over")
                .doesNotContain("Split brain")
                .doesNotContain("A failed election")
                .doesNotContain("null");
    }

    @Test
    void tellsWhatABackupCost() {
        assertThat(page(Alone.restored().lost(502, 999)))
                .contains("Taking a backup of redis-1 took 4 s from 500.000 s on (1,234 bytes).")
                .contains("Starting redis-1 on a new disk with its backup took 9 s from 1020.000 s on (1,234 bytes).")
                .contains("kill redis-1 (host crash, disk lost, backup restored)")
                .contains("those of the last 500 s, because its disk is lost");
    }

    @Test
    void theTerminalGetsTheSameNumbers() {
        String text = TextSummary.render(judged(Story.minorityPartition()), 1);
        assertThat(text)
                .contains("held      Two nodes acknowledge writes at once")
                .contains("violated  No acknowledged write is lost.")
                .contains("300 of 710 acknowledged writes")
                .contains("REFUTED");
        assertThat(text.lines()).allMatch(l -> l.length() <= 100);
    }

    @Test
    void showsOneTableForEachRoleAndWhereRequestsWereServedFrom() {
        assertThat(page(Applied.inACrash()))
                .contains("Of 4 requests of web 3 were served (2 by Redis, 1 by the database), 1 not; 1 check of 1"
                        + " revoked token let them through.")
                .contains("| web | 4 | 2 | 1 | 0 | 0 | 1 | 75 % |")
                .contains("### Token blacklist", "| web | 1 | 1 | 1 by the database | 1 | 0 |")
                .contains("## Writes")
                .doesNotContain("### Sessions");
    }

    @Test
    void saysNothingOfRequestsWhereThereAreNone() {
        assertThat(page(Story.crash())).doesNotContain("## Requests");
    }
}
