package io.splitproof.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.browser.Browser;
import io.splitproof.browser.BrowserExtension;
import io.splitproof.checker.Cells;
import io.splitproof.checker.Holding;
import io.splitproof.checker.Judgement;
import io.splitproof.checker.Verdict;
import io.splitproof.checker.Words;
import io.splitproof.store.VerdictFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page of a run, as a browser shows it. */
@ExtendWith(BrowserExtension.class)
@ResourceLock(BrowserExtension.LOCK)
class ReportPageIT {
    @TempDir
    private static Path directory = Path.of("");

    private static RecordedPages pages = new RecordedPages(directory);

    @BeforeAll
    static void copies() {
        pages = new RecordedPages(directory);
    }

    static Stream<String> runs() {
        return RecordedPages.RUNS.stream();
    }

    private static Judgement verdictsOf(Path page) {
        return VerdictFile.read(page.resolveSibling("verdicts.json"), Judgement.class);
    }

    @Test
    void theFirstScreenSaysTheFourFactsInWordsAndInThePicture(Browser browser) {
        FirstScreen.open(browser, pages.of("no-gate")).saysTheFourFacts();
        browser.screenshot("no-gate-light");
    }

    @ParameterizedTest
    @MethodSource("runs")
    void itsNumbersAreThoseOfTheVerdicts(String run, Browser browser) {
        Path page = pages.of(run);
        Judgement judgement = verdictsOf(page);
        browser.open(page, 1280, 800, "light");

        assertThat(text(browser, "#result")).isEqualTo(judgement.result().name().toLowerCase(Locale.ROOT));
        for (Verdict verdict : judgement.verdicts()) {
            assertThat(text(browser, "tr[data-objective='" + verdict.objective() + "']"))
                    .contains(verdict.result().name().toLowerCase(Locale.ROOT), verdict.promise(), verdict.measured());
        }
        var writers = judgement.findings().writes().get().writers();
        List<List<String>> rows = browser.run("return [...document.querySelectorAll('#writes tbody tr')]"
                + ".map(r => [...r.cells].map(c => c.textContent))");
        writers.forEach((writer, cells) -> assertThat(rows).contains(row(writer, cells)));
        assertThat(rows).contains(row("all", judgement.findings().writes().get().total()));
        assertThat(text(browser, "#fact-lost .figure"))
                .isEqualTo(Words.count(
                                judgement.findings().writes().get().total().lost()) + " of "
                        + Words.count(
                                judgement.findings().writes().get().total().acknowledged()));
    }

    private static List<String> row(String writer, Cells cells) {
        return Stream.concat(
                        Stream.of(writer),
                        Stream.of(
                                        cells.acknowledged(),
                                        cells.survived(),
                                        cells.lost(),
                                        cells.recovered(),
                                        cells.vanished(),
                                        cells.phantom(),
                                        cells.rejected(),
                                        cells.duplicated(),
                                        cells.reordered())
                                .map(Words::count))
                .toList();
    }

    private static String text(Browser browser, String selector) {
        return browser.run("return document.querySelector(arguments[0]).textContent.trim()", selector);
    }

    @ParameterizedTest
    @MethodSource("runs")
    void itAsksForNothingAndTheConsoleStaysEmpty(String run, Browser browser) {
        Path page = pages.of(run);
        for (String scheme : List.of("light", "dark")) {
            browser.open(page, 1280, 800, scheme);
            browser.screenshot(run + "-" + scheme);
            assertThat(browser.consoleProblems()).isEmpty();
            assertThat(browser.requests().stream().filter(r -> !r.startsWith("data:")))
                    .containsExactly(page.toUri().toString());
        }
    }

    @Test
    void everyCutLinkIsInTheMatrix(Browser browser) {
        browser.open(pages.of("no-gate"), 1280, 800, "light");
        List<Long> cut = browser.run(
                "return [...document.querySelectorAll('#links .matrix')].map(m => m.querySelectorAll('td.cut').length)");
        assertThat(cut).containsExactly(0L, 10L, 0L);
        assertThat(text(browser, "#links .matrix:nth-child(2) td.cut"))
                .as("said by a sign too")
                .isEqualTo("✕");
        assertThat(browser.<String>run("return document.querySelector('#links .matrix:nth-child(2) td.cut').title"))
                .contains("f1: partition")
                .contains("did not arrive");
    }

    @Test
    void theLaneOfTheVirtualIpShowsWhoHadItAndWhenTwoDid(Browser browser) {
        Path page = pages.of("vip-two-holders");
        List<Holding> holders = verdictsOf(page).findings().holders();
        browser.open(page, 1280, 800, "light");
        browser.screenshot("vip-two-holders-lane");

        List<String> words =
                holders.stream().map(h -> String.join(" and ", h.boxes())).toList();
        assertThat(words).containsExactly("box-1", "box-1 and box-2", "box-1");
        assertThat(browser.<List<String>>run("return data.virtualIp.map(h => h.text)"))
                .isEqualTo(words);
        assertThat(browser.<List<Number>>run("return data.virtualIp.map(h => Math.round(h.from * 1000))"))
                .extracting(Number::longValue)
                .isEqualTo(
                        holders.stream().map(h -> Math.round(h.atNanos() / 1e6)).toList());
        List<String> drawn = browser.run(FirstScreen.TEXTS_IN_SIGHT);
        assertThat(drawn)
                .contains("virtual IP", "box-1 and box-2")
                .filteredOn("box-1"::equals)
                .hasSize(2);

        double both = holders.get(1).atNanos() / 1e9 + 1;
        browser.run(
                "timeline.dispatchAction({type: 'showTip', y: 100,"
                        + " x: timeline.convertToPixel({xAxisIndex: 0}, arguments[0])})",
                both);
        browser.waitFor("return document.querySelector('#timeline-chart .tip') !== null");
        assertThat(text(browser, "#timeline-chart .tip")).contains("virtual IP box-1 and box-2");
    }

    @Test
    void withoutAVirtualIpThereIsNoLaneOfIt(Browser browser) {
        browser.open(pages.of("no-gate"), 1280, 800, "light");
        assertThat(browser.<List<String>>run(FirstScreen.TEXTS_IN_SIGHT)).doesNotContain("virtual IP");
    }

    @Test
    void theTimelineIsReadableWhereThePointerIs(Browser browser) {
        browser.open(pages.of("no-gate"), 1280, 800, "light");
        browser.run("const c = document.querySelector('#timeline-chart'); const r = c.getBoundingClientRect();"
                + " const at = timeline.convertToPixel({xAxisIndex: 0}, 30);"
                + " timeline.dispatchAction({type: 'showTip', x: at, y: 100});");
        browser.waitFor("return document.querySelector('#timeline-chart .tip') !== null");
        assertThat(text(browser, "#timeline-chart .tip"))
                .contains("redis-1 says it is primary; acknowledges writes, which are lost")
                .contains("redis-2 says it is primary; acknowledges writes");
        browser.screenshot("no-gate-pointer");
    }
}
