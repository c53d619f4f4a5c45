package io.splitproof.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Judge;
import io.splitproof.checker.Story;
import io.splitproof.history.Event;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    private static final String HOSTILE = "</script><img src=x onerror=alert(1)>";

    private static String page() {
        return text(Pages.of(Story.minorityPartition().evidence(), "sentinel/example-2-minority-partition", List.of()));
    }

    /** The page without scripts and styles, which are the same on all pages and long. */
    private static String text(String page) {
        return page.replace(Assets.echarts(), "")
                .replace(Assets.reportScript(), "")
                .replace(Assets.style(), "");
    }

    private static String escaped(String attribute) {
        return attribute.replace("'", "&#39;");
    }

    @Test
    void saysTheFourFactsInWordsAndNumbers() {
        assertThat(page())
                .contains("<p class=\"figure\">5.000 s to 25.000 s</p>")
                .contains("<p class=\"figure\">8.802 s to 34.952 s</p>")
                .contains(
                        "redis-1 and redis-2: 16.198 s while the fault lasted (162 writes on redis-1), 9.952 s after the"
                                + " heal (100 writes)")
                .contains("<p class=\"figure\">300 of 710</p>")
                .contains("42.3 %, acknowledged by redis-1 from ")
                .contains("(min-replicas-to-write is 0) until Sentinel demotes it, 10 to 12 s after the heal.");
    }

    @Test
    void everyLostWriteLiesInAStretchOfTheNodeThatAcknowledgedIt() {
        var evidence = Story.minorityPartition().evidence();
        var findings = Judge.judge(evidence, List.of(), null).findings();
        PageData data = new Pictures(evidence, findings).data("");
        long drawn = data.nodes().stream()
                .flatMap(n -> n.lost().stream())
                .mapToLong(PageData.Span::count)
                .sum();
        long counted = data.clients().stream()
                .flatMap(c -> c.lost().stream())
                .mapToLong(i -> i)
                .sum();
        assertThat(drawn).isEqualTo(findings.writes().get().total().lost()).isEqualTo(300);
        assertThat(counted).isEqualTo(300);
    }

    @Test
    void theSameRunMakesTheSamePage() {
        assertThat(page()).isEqualTo(page());
    }

    @Test
    void aRunThatRecordedNothingHasAPageToo() {
        assertThat(text(Pages.of(Story.nothing().evidence(), "nothing", List.of())))
                .contains("<title>unknown: nothing</title>")
                .contains("No write was acknowledged, by one node or two.");
    }

    @Test
    void asksForNothingFromAnywhere() {
        assertThat(page())
                .contains("default-src 'none'")
                .contains(escaped(
                        "script-src " + Assets.hash(Assets.echarts()) + " " + Assets.hash(Assets.reportScript())));
        assertThat(Pattern.compile("(?:src|href)=\"(?!#|data:)").matcher(page()).find())
                .isFalse();
    }

    @Test
    void hostileTextNeitherEndsAnElementNorBeginsOne() {
        var story = Story.minorityPartition()
                .add(new Event.Noted(1, HOSTILE))
                .add(new Event.SentinelSaid(2, "sentinel-1", "+sdown", HOSTILE));
        String page = text(Pages.of(story.evidence(), "a/" + HOSTILE, List.of(HOSTILE)));
        assertThat(page).doesNotContain(HOSTILE).doesNotContain("<img");
        assertThat(page.split("</script>", -1)).as("ends of script elements").hasSize(4);
    }

    @Test
    void aHistoryOf100000OperationsFitsIn2MegabytesAndSaysWhatItLeavesOut() {
        String page = Pages.of(Pages.synthetic(100_000), "synthetic", List.of());
        assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(2_000_000);
        assertThat(text(page)).contains("Operations are counted in bins of 0.2 s; history.jsonl has each of them.");
    }

    @Test
    void tenTimesTheOperationsMakeAPageOfNearlyTheSameSize() {
        int small = Pages.of(Pages.synthetic(20_000), "synthetic", List.of()).length();
        int large = Pages.of(Pages.synthetic(200_000), "synthetic", List.of()).length();
        assertThat(large).isLessThan(small + 300_000);
    }
}
