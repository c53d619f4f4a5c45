package io.splitproof.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.browser.Browser;
import io.splitproof.browser.BrowserExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Light and dark, narrow, printed, long, and with text that would rather be HTML. */
@ExtendWith(BrowserExtension.class)
@ResourceLock(BrowserExtension.LOCK)
class PageLooksIT {
    /** What text has to have to be read by most, by the Web Content Accessibility Guidelines (1.4.3). */
    private static final double CONTRAST = 4.5;

    private static final String CONTRASTS = """
            const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
            const rgb = c => { canvas.fillStyle = '#000'; canvas.fillStyle = c; canvas.fillRect(0, 0, 1, 1);
              return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3); };
            const light = c => rgb(c).map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
              .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
            const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
            return ['text', 'quiet', 'held', 'violated', 'unknown', 'lost', 'dual', 'primary']
              .map(name => Math.min(ratio(colour(name), colour('page')), ratio(colour(name), colour('card'))))""";

    @TempDir
    private static Path directory = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void everyColourOfTextStandsOutFromItsGround(String scheme, Browser browser) {
        browser.open(new RecordedPages(directory).of("lag-limited"), 1280, 800, scheme);
        List<Number> ratios = browser.run(CONTRASTS);
        assertThat(ratios).allMatch(r -> r.doubleValue() >= CONTRAST);
    }

    @Test
    void aChangeOfSchemeRedrawsThePictures(Browser browser) {
        browser.open(new RecordedPages(directory).of("no-gate"), 1280, 800, "light");
        String light = fills(browser);
        browser.media("screen", "dark");
        browser.waitFor("return colour('page') === '#0e1116'");
        browser.waitFor("return document.querySelector('#timeline-chart svg').innerHTML.includes(colour('primary'))");
        assertThat(fills(browser)).isNotEqualTo(light);
        assertThat(browser.consoleProblems()).isEmpty();
    }

    private static String fills(Browser browser) {
        return browser.run("return [...new Set([...document.querySelectorAll('#timeline-chart svg [fill]')]"
                + ".map(e => e.getAttribute('fill')))].sort().join(' ')");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-gate", "cluster-minority"})
    void aNarrowScreenNeedsNoScrollingToTheSide(String run, Browser browser) {
        browser.open(new RecordedPages(directory).of(run), 400, 800, "dark");
        browser.screenshot(run + "-narrow");
        assertThat(browser.<Number>run("return document.documentElement.scrollWidth")
                        .intValue())
                .isLessThanOrEqualTo(400);
    }

    @Test
    void paperIsLightAndHasNoControls(Browser browser) {
        browser.open(new RecordedPages(directory).of("no-gate"), 1000, 1400, "dark");
        browser.media("print", "dark");
        browser.waitFor("return colour('page') === '#ffffff'");
        assertThat(browser.<Long>run("return [...document.querySelectorAll('button, input, select')]"
                        + ".filter(e => e.offsetParent !== null && !e.closest('#events > button')).length"))
                .isZero();
        browser.screenshot("no-gate-print");
    }

    @Test
    void textThatWouldRatherBeHtmlIsText(Browser browser) {
        String hostile = "<img src=x onerror=window.hacked=1>";
        Path page = new RecordedPages(directory).of("no-gate", "hostile", "redis-3", hostile);
        browser.open(page, 1280, 800, "light");
        browser.run("timeline.dispatchAction({type: 'showTip', x: 600, y: 100})");
        browser.waitFor("return document.querySelector('#timeline-chart .tip') !== null");
        browser.screenshot("hostile");
        assertThat(browser.<Boolean>run("return window.hacked === undefined")).isTrue();
        assertThat(browser.<Long>run("return document.images.length")).isZero();
        assertThat(browser.<String>run("return document.querySelector('#events').innerText"))
                .contains(hostile);
        assertThat(browser.<String>run("return document.querySelector('#timeline-chart .tip').innerText"))
                .contains(hostile);
        assertThat(browser.consoleProblems()).isEmpty();
    }

    @Test
    void aLongHistoryIsDrawnAsFastAsAShortOne(Browser browser) throws IOException {
        Path page = Files.writeString(
                directory.resolve("long.html"), Pages.of(Pages.synthetic(100_000), "synthetic", List.of()));
        browser.open(page, 1280, 800, "light");
        browser.screenshot("100000-operations");
        assertThat(browser.<String>run("return document.querySelector('.thinned').textContent"))
                .contains("bins of");
        assertThat(browser.consoleProblems()).isEmpty();
        Number took = browser.run("const start = performance.now(); redraw(); return performance.now() - start");
        assertThat(took.doubleValue()).as("milliseconds to draw all pictures").isLessThan(5_000);
    }
}
