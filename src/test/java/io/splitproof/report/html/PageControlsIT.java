package io.splitproof.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.browser.Browser;
import io.splitproof.browser.BrowserExtension;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** Zoom, search and filters do what they say. */
@ExtendWith(BrowserExtension.class)
@ResourceLock(BrowserExtension.LOCK)
class PageControlsIT {
    @TempDir
    private static Path directory = Path.of("");

    @BeforeEach
    void opens(Browser browser) {
        browser.open(new RecordedPages(directory).of("no-gate"), 1280, 800, "light");
    }

    /** From when to when the timeline shows. */
    private static List<Double> shown(Browser browser) {
        List<Number> zoom =
                browser.run("const z = timeline.getOption().dataZoom[0]; return [z.startValue, z.endValue]");
        return zoom.stream().map(Number::doubleValue).toList();
    }

    private static void press(Browser browser, String button) {
        browser.driver()
                .findElement(By.xpath("//button[text()='" + button + "']"))
                .click();
    }

    @Test
    void theTimelineBeginsWithTheLoadAndEndsWithTheRun(Browser browser) {
        double from = browser.<Number>run("return data.from").doubleValue();
        double to = browser.<Number>run("return data.to").doubleValue();
        assertThat(shown(browser).get(0)).isCloseTo(from, Offset.offset(0.1));
        assertThat(shown(browser).get(1)).isCloseTo(to, Offset.offset(0.1));
    }

    @Test
    void aButtonZoomsToTheTimeOfWhichItSpeaks(Browser browser) {
        press(browser, "Two acknowledge");
        assertThat(shown(browser).get(0)).isBetween(12.0, 15.777);
        assertThat(shown(browser).get(1)).isBetween(45.493, 49.0);
        List<String> labels = browser.run(
                "return [...document.querySelectorAll('#timeline-chart svg text')].map(t => t.textContent)");
        assertThat(labels).contains("20 s", "30 s", "40 s").doesNotContain("10 s", "50 s");
        press(browser, "Whole run");
        assertThat(shown(browser).get(0)).isZero();
    }

    @Test
    void keysZoomAndMove(Browser browser) {
        var chart = browser.driver().findElement(By.id("timeline-chart"));
        List<Double> before = shown(browser);
        chart.sendKeys("+");
        List<Double> closer = shown(browser);
        assertThat(closer.get(1) - closer.get(0)).isLessThan(0.6 * (before.get(1) - before.get(0)));
        chart.sendKeys(Keys.ARROW_RIGHT);
        assertThat(shown(browser).get(0)).isGreaterThan(closer.get(0));
        chart.sendKeys("0");
        assertThat(shown(browser).get(0)).isZero();
    }

    private static List<List<String>> events(Browser browser) {
        return browser.run("return [...document.querySelectorAll('#events tbody tr')]"
                + ".map(r => [...r.cells].map(c => c.textContent))");
    }

    @Test
    void aSearchShowsTheEventsWithAllItsWords(Browser browser) {
        int all = events(browser).size();
        browser.driver()
                .findElement(By.cssSelector("#events input[type=search]"))
                .sendKeys("sentinel-2 +SDOWN");
        List<List<String>> found = events(browser);
        assertThat(found).isNotEmpty().hasSizeLessThan(all);
        assertThat(found)
                .allMatch(r -> r.get(2).equals("sentinel-2") && r.get(3).contains("+sdown"));
        assertThat(browser.<String>run("return document.querySelector('#events [role=status]').textContent"))
                .startsWith(found.size() + " of ");
    }

    @Test
    void aKindAndTheTimelinesZoomFilterToo(Browser browser) {
        browser.driver()
                .findElement(By.cssSelector("#events select option[value=fault]"))
                .click();
        assertThat(events(browser)).hasSize(6).allMatch(r -> r.get(1).equals("fault"));
        press(browser, "Failover");
        browser.driver().findElement(By.id("zoomed")).click();
        List<Double> shown = shown(browser);
        assertThat(events(browser)).hasSizeBetween(2, 4).allMatch(r -> {
            double at = Double.parseDouble(r.get(0).replace(" s", ""));
            return at >= shown.get(0) - 0.001 && at <= shown.get(1) + 0.001;
        });
    }

    @Test
    void aClickOnAnEventShowsItsMoment(Browser browser) {
        browser.driver()
                .findElement(By.cssSelector("#events input[type=search]"))
                .sendKeys("+switch-master");
        browser.driver().findElement(By.cssSelector("#events tbody tr")).click();
        double at = Double.parseDouble(events(browser).get(0).get(0).replace(" s", ""));
        assertThat(shown(browser).get(1) - shown(browser).get(0)).isLessThan(5);
        assertThat(at).isBetween(shown(browser).get(0), shown(browser).get(1));
    }

    @Test
    void settingsAreFoundByNameAndValue(Browser browser) {
        browser.driver().findElement(By.cssSelector("#settings summary")).click();
        browser.driver()
                .findElement(By.cssSelector("#settings input[type=search]"))
                .sendKeys("min-replicas");
        List<String> names =
                browser.run("return [...document.querySelectorAll('#settings tbody tr')].map(r => r.textContent)");
        assertThat(names)
                .isNotEmpty()
                .allMatch(n -> n.contains("min-replicas"))
                .anyMatch(n -> n.startsWith("min-replicas-to-write0"));
    }
}
