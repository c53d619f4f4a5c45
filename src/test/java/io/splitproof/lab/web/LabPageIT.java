package io.splitproof.lab.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.browser.Browser;
import io.splitproof.browser.BrowserExtension;
import io.splitproof.history.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** The lab's page in a real browser, of a recorded run. */
@ExtendWith(BrowserExtension.class)
@ResourceLock(BrowserExtension.LOCK)
@Timeout(120)
class LabPageIT {
    @TempDir
    private Path directory = Path.of("");

    private Browser page;
    private ChromeDriver browser;
    private ReplayedLab lab;

    @BeforeEach
    void open(Browser opened) {
        page = opened;
        browser = opened.driver();
        lab = new ReplayedLab(directory);
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 1280, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        page.media("screen", "light");
        page.consoleProblems();
    }

    @AfterEach
    void close() {
        browser.get("about:blank");
        lab.close();
    }

    /** Opens the page and plays the recording a little further, so that it has news to show. */
    private void show(double seconds) {
        lab.playUntil(seconds - 3);
        browser.get(lab.url());
        await(() -> !browser.findElements(By.id("clock")).isEmpty());
        await(() -> !text("clock").equals("connecting"));
        for (double at = seconds - 3; at <= seconds; at += 0.25) {
            lab.playUntil(at);
            pause(60);
        }
        lab.playUntil(seconds);
        await(() -> text("clock").contains(String.format(java.util.Locale.ROOT, "%.0f", Math.floor(seconds) - 1))
                || text("clock").contains(String.format(java.util.Locale.ROOT, "%.0f", Math.floor(seconds))));
        pause(700);
    }

    private static void pause(long millis) {
        java.util.concurrent.locks.LockSupport.parkNanos(
                Duration.ofMillis(millis).toNanos());
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long limit = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the page shows it in time").isLessThan(limit);
            pause(50);
        }
    }

    private String text(String id) {
        return browser.findElement(By.id(id)).getText();
    }

    private WebElement drawn(String label) {
        return browser.findElement(By.cssSelector("#drawing [aria-label^='" + label + "']"));
    }

    private void assertNoErrors() {
        assertThat(page.consoleProblems()).as("what the console says").isEmpty();
    }

    private List<String> asked() {
        return lab.stage().asked();
    }

    @Test
    void showsWhoAcknowledgesWhatIsCutAndWhoIsServed() {
        show(17);
        assertThat(drawn("redis-1, primary").getDomAttribute("class")).contains("writes");
        assertThat(drawn("redis-2, primary").getDomAttribute("class")).contains("writes");
        assertThat(drawn("redis-3, replica of redis-2").getDomAttribute("class"))
                .doesNotContain("writes");
        assertThat(drawn("link box-1 to box-2 cut, box-2 to box-1 cut").isDisplayed())
                .isTrue();
        assertThat(drawn("link box-2 to box-3 up, box-3 to box-2 up").isDisplayed())
                .isTrue();
        assertThat(text("faults")).contains("proven: partition [box-1, c1] | [box-2, box-3, c2]");
        assertThat(text("rates")).containsPattern("c1 \\d+/s redis-1").containsPattern("c2 \\d+/s redis-2");
        assertThat(text("lines")).contains("+switch-master");
        assertThat(text("dual")).isEqualTo("redis-1 and redis-2 accept writes at once");
        page.screenshot("lab-light");
        page.media("screen", "dark");
        lab.tell(new Event.Noted(17_200_000_000L, "dark now"));
        await(() -> text("lines").contains("dark now"));
        pause(700);
        page.screenshot("lab-dark");
        assertNoErrors();
    }

    @Test
    void aLinkIsCutAndANodeIsKilledByTheKeyboardAlone() {
        show(8);
        drawn("link box-1 to box-2 up").sendKeys(Keys.ENTER);
        assertThat(text("h-chosen")).isEqualTo("Link box-1 – box-2");
        browser.findElement(By.cssSelector("#actions button[title='cut box-1 -> box-2']"))
                .sendKeys(Keys.ENTER);
        await(() -> asked().size() == 1);
        drawn("redis-2, ").sendKeys(Keys.SPACE);
        browser.findElement(By.cssSelector("#actions button[title='kill redis-2']"))
                .sendKeys(Keys.SPACE);
        await(() -> asked().size() == 2);
        assertThat(asked()).first().asString().startsWith("begin f1");
        assertThat(asked()).last().asString().startsWith("begin f2");
        assertThat(text("said")).contains("> kill redis-2").contains("f2: kill redis-2 (process crash)");
        browser.findElement(By.id("heal-all")).sendKeys(Keys.ENTER);
        await(() -> asked().size() == 4);
        assertNoErrors();
    }

    @Test
    void whatIsRefusedSaysWhy() {
        show(8);
        browser.findElement(By.id("line")).sendKeys("kill redis-9", Keys.ENTER);
        await(() -> text("said").contains("unknown node or role \"redis-9\""));
        assertThat(asked()).isEmpty();
    }

    @Test
    void hostileTextIsShownAsText() {
        show(8);
        String hostile = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>";
        lab.tell(new Event.Noted(8_100_000_000L, hostile));
        await(() -> text("lines").contains(hostile));
        assertThat(browser.getTitle()).isEqualTo("Splitproof lab");
        assertThat(browser.findElements(By.cssSelector("#lines img, #lines script")))
                .isEmpty();
        assertNoErrors();
    }

    @Test
    void theFilterLeavesLinesThatSayIt() {
        show(17);
        browser.findElement(By.id("filter")).sendKeys("+switch-master");
        List<WebElement> shown = browser.findElements(By.cssSelector("#lines li")).stream()
                .filter(WebElement::isDisplayed)
                .toList();
        assertThat(shown).isNotEmpty().allSatisfy(l -> assertThat(l.getText()).contains("+switch-master"));
    }

    @Test
    void theEndIsTold() {
        show(8);
        lab.close();
        await(() -> text("notice").contains("The session is over"));
        assertThat(browser.findElement(By.id("quit")).isEnabled()).isFalse();
    }
}
