package io.splitproof.lab.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.browser.Browser;
import io.splitproof.browser.BrowserExtension;
import io.splitproof.engine.Provision;
import io.splitproof.history.Event.FaultProven;
import io.splitproof.history.Event.HealProven;
import io.splitproof.lab.Board;
import io.splitproof.lab.Lab;
import io.splitproof.lab.Topologies;
import io.splitproof.store.ScenarioDraft;
import io.splitproof.trial.Outcome;
import io.splitproof.trial.Progress;
import io.splitproof.trial.Trial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The lab's page over real nodes: what is pressed there happens to them, and what happens to them is shown there. */
@Tag("scenario")
@Isolated
@ExtendWith(BrowserExtension.class)
@Timeout(240)
class LiveLabPageIT {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    private final ExecutorService session = Executors.newSingleThreadExecutor();

    @TempDir
    private Path directory = Path.of("");

    @Test
    void aLinkIsCutANodeIsKilledAndBothAreHealedByPressing(Browser browser) throws Exception {
        ScenarioDraft draft =
                ScenarioDraft.of("sentinel", Topologies.text("sentinel").orElseThrow(), Duration.ofMinutes(5));
        var board = new Board(draft.scenario(), Progress.SILENT, ReplayedLab::words);
        var lab = new Lab(draft, board, 7);
        var options = new Trial.Options(directory, Provision.of(System.getenv()), 7, false, board).by(lab);
        Future<Outcome> running = session.submit(() -> Trial.run(lab.scenario(), options));
        try (LabServer server = LabServer.open(lab, 0)) {
            lab.isReady().get(120, TimeUnit.SECONDS);
            open(browser, server.url());
            cutTheClientOff(browser);
            killThePrimary(browser);
            press(browser, By.id("heal-all"));
            await(browser, "redis-1 follows the new primary", "#drawing [aria-label^='redis-1, replica of redis-']");
            assertThat(browser.consoleProblems()).as("what the console says").isEmpty();
            lab.perform("quit");
            assertTookEffect(running.get(90, TimeUnit.SECONDS));
        } finally {
            browser.driver().get("about:blank");
            session.shutdownNow();
            assertThat(session.awaitTermination(60, TimeUnit.SECONDS))
                    .as("everything is removed")
                    .isTrue();
        }
    }

    private static void open(Browser browser, String url) {
        browser.driver()
                .executeCdpCommand(
                        "Emulation.setDeviceMetricsOverride",
                        Map.of("width", 1280, "height", 800, "deviceScaleFactor", 1, "mobile", false));
        browser.media("screen", "light");
        browser.consoleProblems();
        browser.driver().get(url);
        await(browser, "redis-1 is the primary and writes", "#drawing .writes[aria-label='redis-1, primary']");
        await(browser, "c1 is served", () -> rate(browser, "c1") > 50);
    }

    /** Its primary lives: it is this client alone that is not served. */
    private static void cutTheClientOff(Browser browser) {
        press(browser, By.cssSelector("#drawing .pair[aria-label*='box-1 to c1 up']"));
        press(browser, By.cssSelector("#actions button[title^='cut'][title$='1'].breaks"));
        await(
                browser,
                "it is proven",
                () -> text(browser, "#faults").contains("f1 since")
                        && text(browser, "#faults").contains("proven: partition"));
        await(browser, "the link is drawn as cut", "#drawing .pair[aria-label*='box-1 to c1 cut']");
        await(browser, "c1 is not served", () -> rate(browser, "c1") == 0);
        assertThat(rate(browser, "c2")).as("c2, which is not cut off").isGreaterThan(50);
        assertThat(text(browser, "#lines")).contains("fault partition [box-1] | [c1] (blackhole)");
        browser.screenshot("lab-live-cut-light");
        browser.media("screen", "dark");
        LockSupport.parkNanos(Duration.ofMillis(700).toNanos());
        browser.screenshot("lab-live-cut-dark");
        browser.media("screen", "light");
        press(browser, By.cssSelector("#faults button[title='heal f1']"));
        await(browser, "the link is drawn as up", "#drawing .pair[aria-label*='box-1 to c1 up']");
        await(browser, "c1 is served again", () -> rate(browser, "c1") > 50);
    }

    private static void killThePrimary(Browser browser) {
        press(browser, By.cssSelector("#drawing .node[aria-label^='redis-1, primary']"));
        press(browser, By.cssSelector("#actions button[title='kill redis-1']"));
        await(browser, "redis-1 is gone", "#drawing .hit[aria-label^='redis-1, no answer']");
        await(
                browser,
                "another node accepts writes",
                "#drawing .writes[aria-label='redis-2, primary'], #drawing .writes[aria-label='redis-3, primary']");
        await(browser, "c2 is served by it", () -> rate(browser, "c2") > 50);
        browser.screenshot("lab-live-failed-over");
    }

    private static void assertTookEffect(Outcome outcome) {
        assertThat(outcome.history().of(FaultProven.class).map(FaultProven::fault))
                .containsExactly("f1", "f2");
        assertThat(outcome.history().of(HealProven.class).map(HealProven::fault))
                .containsExactly("f1", "f2");
    }

    private static void press(Browser browser, By what) {
        Awaitility.await(what + " can be pressed")
                .atMost(LIMIT)
                .ignoreExceptions()
                .until(() -> {
                    WebElement element = browser.driver().findElement(what);
                    element.sendKeys(org.openqa.selenium.Keys.ENTER);
                    return true;
                });
    }

    private static void await(Browser browser, String what, String selector) {
        await(
                browser,
                what,
                () -> !browser.driver().findElements(By.cssSelector(selector)).isEmpty());
    }

    private static void await(Browser browser, String what, java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await(what).atMost(LIMIT).ignoreExceptions().until(condition);
        assertThat(text(browser, "#notice")).isEmpty();
    }

    private static String text(Browser browser, String selector) {
        return browser.driver().findElement(By.cssSelector(selector)).getText();
    }

    /** Successes in the last second, from the client's row of the table. */
    private static int rate(Browser browser, String client) {
        String rate = browser.run(
                "return [...document.querySelectorAll('#rates tr')].find(r => r.cells[0].textContent === arguments[0])"
                        + ".cells[1].textContent",
                client);
        return Integer.parseInt(rate.replace("/s", ""));
    }
}
