package io.splitproof.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Claim;
import io.splitproof.checker.Result;
import io.splitproof.checker.Times;
import io.splitproof.scenario.Sample;
import io.splitproof.store.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunIndexTest {
    private static final String HOSTILE = "</script><img src=x onerror=alert(1)> & \"q\" 'a'";

    private static Sample sample(String scenario, int hour, Result result, long outageMillis, @Nullable Long lost) {
        return new Sample(
                scenario,
                2,
                "r" + hour,
                Instant.parse("2026-11-23T09:00:00Z").plus(Duration.ofHours(hour)),
                "redis 7.0.15",
                "redis:7",
                "2 cores",
                null,
                result,
                result,
                1,
                Duration.ZERO,
                Map.of(Times.OUTAGE, Duration.ofMillis(outageMillis)),
                lost == null ? null : 5_000L,
                lost,
                Claim.Finding.CONFIRMED_WITH_A_BOUND,
                "f",
                null,
                null);
    }

    private static RunIndex.Entry entry(Sample sample, String why) {
        return new RunIndex.Entry(sample.scenario(), "d/" + sample.run(), sample, 7L, why, "./d/report.html");
    }

    private static String page(RunIndex.Entry... entries) {
        return RunIndex.render("target/runs", List.of(entries), Json::forScripts);
    }

    /** Rows of the table of runs or of scenarios, with the text of each cell. */
    private static List<List<String>> rows(String page, String section) {
        String table = page.substring(page.indexOf("<section id=\"" + section + "\""));
        String body = table.substring(table.indexOf("<tbody>"), table.indexOf("</tbody>"));
        return Pattern.compile("(?s)<tr.*?</tr>")
                .matcher(body)
                .results()
                .map(row -> Pattern.compile("(?s)<td.*?</td>")
                        .matcher(row.group())
                        .results()
                        .map(cell -> cell.group()
                                .replaceAll("<[^>]*>", " ")
                                .replaceAll("\\s+", " ")
                                .strip())
                        .toList())
                .toList();
    }

    @Test
    void theNewestRunIsFirstAndEveryFigureIsThere() {
        String page = page(
                entry(sample("a", 1, Result.HELD, 4_100, 0L), ""),
                entry(sample("a", 2, Result.VIOLATED, 4_300, 41L), "No write is lost. 41 are."));
        assertThat(rows(page, "runs"))
                .containsExactly(
                        List.of(
                                "violated",
                                "2026-11-23 11:00:00",
                                "a No write is lost. 41 are.",
                                "redis 7.0.15",
                                "2",
                                "7",
                                "—",
                                "4.3 s",
                                "—",
                                "41 of 5,000",
                                "confirmed with a bound"),
                        List.of(
                                "held",
                                "2026-11-23 10:00:00",
                                "a",
                                "redis 7.0.15",
                                "2",
                                "7",
                                "—",
                                "4.1 s",
                                "—",
                                "0 of 5,000",
                                "confirmed with a bound"));
        assertThat(page).contains("2 runs: 1 held, 1 violated, 0 unknown<", "<a href=\"./d/report.html\">a</a>");
    }

    @Test
    void scenariosHaveTheirTalliesMediansAndWorst() {
        String page = page(
                entry(sample("b", 1, Result.HELD, 4_000, 0L), ""),
                entry(sample("a", 1, Result.HELD, 1_000, null), ""),
                entry(sample("b", 2, Result.UNKNOWN, 5_000, 3L), ""),
                entry(sample("b", 3, Result.HELD, 9_000, 2L), ""));
        assertThat(rows(page, "scenarios"))
                .containsExactly(
                        List.of("a", "1", "1", "0", "0", "—", "—", "1 s", "1 s", "—", "—", "—"),
                        List.of("b", "3", "2", "0", "1", "—", "—", "5 s", "9 s", "—", "—", "3"));
    }

    @Test
    void whatCannotBeReadIsListedWithItsReason() {
        String page = page(new RunIndex.Entry("d/x", "d/x", null, null, "verdicts.json: none; judge it again", null));
        assertThat(rows(page, "runs"))
                .containsExactly(List.of("unreadable", "", "d/x verdicts.json: none; judge it again", "d/x"));
        assertThat(page).contains("1 run: 0 held, 0 violated, 0 unknown, 1 unreadable");
    }

    @Test
    void hostileTextIsText() {
        String page = RunIndex.render(
                HOSTILE, List.of(entry(sample(HOSTILE, 1, Result.HELD, 1, 0L), HOSTILE)), Json::forScripts);
        assertThat(page.replace(Assets.echarts(), "")).doesNotContain("<img").doesNotContain("\"q\"");
        assertThat(page.replace(Assets.echarts(), "").split("</script>", -1)).hasSize(4);
    }

    @Test
    void theSameRunsMakeTheSamePageWhateverTheirOrder() {
        var first = entry(sample("a", 1, Result.HELD, 1, 0L), "");
        var second = new RunIndex.Entry("b", "d/2", sample("b", 1, Result.HELD, 1, 0L), 7L, "", null);
        assertThat(page(first, second)).isEqualTo(page(second, first));
    }

    @Test
    void aFolderWithoutRunsIsAPageThatSaysSo() {
        assertThat(page()).contains("0 runs: 0 held, 0 violated, 0 unknown");
    }
}
