package io.splitproof.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.browser.Browser;
import io.splitproof.browser.BrowserExtension;
import io.splitproof.trial.IndexFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.openqa.selenium.By;

/** The index page in a browser: it sorts, searches and filters, draws trends, and asks for nothing. */
@ExtendWith(BrowserExtension.class)
@ResourceLock(BrowserExtension.LOCK)
class RunIndexIT {
    private static final String HOSTILE = "<img src=x onerror=\\\"document.title='broken'\\\">";

    @TempDir
    private static Path directory = Path.of("");

    /** All that are recorded, and the hostile one, which has no page. */
    private static final int SHOWN = RecordedPages.RUNS.size() + 1;

    @BeforeAll
    static void recordedRunsAndAHostileOne() throws IOException {
        var pages = new RecordedPages(directory);
        for (String run : RecordedPages.RUNS) {
            pages.of(run);
        }
        String json = Files.readString(directory.resolve("crash/run.json"));
        String name = json.replaceFirst("(?s).*?\"name\": \"([^\"]*)\".*", "$1");
        Path hostile = Files.createDirectories(directory.resolve("hostile"));
        Files.writeString(hostile.resolve("run.json"), json.replace('"' + name + '"', '"' + HOSTILE + '"'));
        for (String file : List.of("history.jsonl", "verdicts.json", "report.md")) {
            Files.copy(directory.resolve("crash").resolve(file), hostile.resolve(file));
        }
        IndexFile.write(directory, directory.resolve("index.html"));
    }

    @BeforeEach
    void opens(Browser browser) {
        browser.open(directory.resolve("index.html"), 1280, 900, "light");
    }

    /** The text of a column of the runs that are shown, in their order. */
    private static List<String> column(Browser browser, int column) {
        return browser.run(
                "return [...document.querySelectorAll('#runs tbody tr')].filter(r => !r.hidden)"
                        + ".map(r => r.cells[arguments[0]].textContent)",
                column);
    }

    @Test
    void everyRunIsThereAndNothingIsAskedOfTheNetwork(Browser browser) {
        assertThat(column(browser, 0)).hasSize(SHOWN).contains("violated");
        assertThat(browser.<String>run("return document.getElementById('tally').textContent"))
                .isEqualTo("6 runs: 4 held, 2 violated, 0 unknown");
        assertThat(browser.requests()).allMatch(r -> r.startsWith("file:") || r.startsWith("data:"));
        assertThat(browser.consoleProblems()).isEmpty();
        browser.screenshot("index");
    }

    @Test
    void aHeadingSortsByNumbersAndTurnsAround(Browser browser) {
        var heading = browser.driver().findElement(By.xpath("//section[@id='runs']//th[8]/button"));
        heading.click();
        List<Double> outages = column(browser, 7).stream()
                .map(t -> Double.valueOf(t.replace(" s", "")))
                .toList();
        assertThat(outages).hasSize(SHOWN).isSorted();
        heading.click();
        assertThat(column(browser, 7)).first().isEqualTo("4.411 s");
        assertThat(browser.<String>run("return arguments[0].parentElement.getAttribute('aria-sort')", heading))
                .isEqualTo("descending");
    }

    @Test
    void wordsAndAVerdictFilter(Browser browser) {
        browser.driver().findElement(By.id("search")).sendKeys("REDIS 7.0 351");
        assertThat(column(browser, 9)).containsExactly("351 of 948");
        browser.driver().findElement(By.id("search")).clear();
        browser.driver().findElement(By.id("search")).sendKeys(" ");
        browser.driver()
                .findElement(By.cssSelector("#verdict option:nth-child(2)"))
                .click();
        assertThat(column(browser, 0)).hasSize(4).containsOnly("held");
        assertThat(browser.<String>run("return document.getElementById('shown').textContent"))
                .isEqualTo("4 of 6 runs");
    }

    @Test
    void trendsShowWhatTheTableSays(Browser browser) {
        browser.driver()
                .findElement(By.xpath("//select[@id='trend-of']/option[contains(., 'no-gate')]"))
                .click();
        List<List<Number>> points = browser.run("return charts[0].getOption().series"
                + ".filter(s => s.type === 'scatter').flatMap(s => s.data).map(p => p.value)");
        assertThat(points.stream().map(p -> p.get(1).doubleValue()).map(y -> Math.round(y * 1e3) / 1e3))
                .containsExactly(4.349, 0.198, 351.0);
    }

    @Test
    void hostileNamesAreText(Browser browser) {
        assertThat(browser.<String>run("return document.title")).startsWith("Runs in ");
        assertThat(column(browser, 2)).anyMatch(t -> t.contains("<img src=x"));
        assertThat(browser.<Number>run("return document.querySelectorAll('img').length")
                        .intValue())
                .isZero();
    }

    @Test
    void linksLeadToReports(Browser browser) {
        List<String> links = browser.run("return [...document.querySelectorAll('#runs a')].map(a => a.pathname)");
        assertThat(links).hasSize(SHOWN).allMatch(l -> Files.exists(Path.of(l)));
        assertThat(links).filteredOn(l -> l.endsWith("report.html")).hasSize(SHOWN - 1);
    }
}
