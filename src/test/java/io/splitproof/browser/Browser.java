package io.splitproof.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The Chromium that is installed, without a window. It is never downloaded. */
public final class Browser implements AutoCloseable {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final Pattern REQUEST = Pattern.compile("\"Network.requestWillBeSent\".*?\"url\":\"([^\"]*)\"");

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Where the browser and its driver are; empty if one of them is not there. */
    static Optional<List<Path>> installed() {
        Optional<Path> browser = NAMES.stream().flatMap(n -> onPath(n).stream()).findFirst();
        Optional<Path> driver = onPath("chromedriver");
        return browser.flatMap(b -> driver.map(d -> List.of(b, d)));
    }

    private static Optional<Path> onPath(String name) {
        String path = System.getenv().getOrDefault("PATH", "");
        String more = System.getenv().getOrDefault("CHROMEWEBDRIVER", "/usr/lib/chromium");
        return Stream.concat(Arrays.stream(path.split(":")), Stream.of(more))
                .map(d -> Path.of(d, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Browser start(Path browser, Path driver) {
        var options = new ChromeOptions();
        options.setBinary(behindOthers(browser).toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage");
        options.addArguments("--hide-scrollbars", "--force-device-scale-factor=1", "--disable-background-networking");
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.toFile())
                .build();
        return new Browser(new ChromeDriver(service, options));
    }

    /** Scenarios that are measured at the same time are not to feel it. */
    private static Path behindOthers(Path browser) {
        try {
            Path script = Files.createTempFile(
                    "splitproof-browser",
                    ".sh",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            script.toFile().deleteOnExit();
            return Files.writeString(script, "#!/bin/sh\nexec nice -n 19 '" + browser + "' \"$@\"\n");
        } catch (IOException e) {
            throw new UncheckedIOException("expected to write a script that starts the browser", e);
        }
    }

    /** Opens a page of this machine in that size and scheme, light or dark, and waits until it has drawn itself. */
    public void open(Path file, int width, int height, String scheme) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        media("screen", scheme);
        // What the page before still asks for is not this page's.
        driver.get("about:blank");
        consoleProblems();
        requests();
        driver.get(file.toUri().toString());
        waitFor("return document.documentElement.dataset.drawn === 'yes' || document.getElementById('data') === null");
    }

    /** As if it were printed, or shown, in that scheme. */
    public void media(String medium, String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("media", medium, "features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Waits at most 20 s until a script says true. */
    public void waitFor(String script) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!Boolean.TRUE.equals(driver.executeScript(script))) {
            if (System.nanoTime() > end) {
                throw new AssertionError("expected within 20 s: " + script + "; the console says " + consoleProblems());
            }
        }
    }

    /** What a script returns, with its arguments; the caller knows its type. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T> T run(String script, Object... arguments) {
        return (T) driver.executeScript(script, arguments);
    }

    public ChromeDriver driver() {
        return driver;
    }

    /** Warnings and errors of the console since the last call. */
    public List<String> consoleProblems() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(e -> e.getLevel().intValue() >= Level.WARNING.intValue())
                .map(e -> e.getMessage())
                .toList();
    }

    /** The addresses of all that was asked for since the last call. */
    public List<String> requests() {
        return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .flatMap(e -> REQUEST.matcher(e.getMessage()).results().map(m -> m.group(1)))
                .distinct()
                .toList();
    }

    /** Keeps what is seen now as {@code target/screenshots/<name>.png}. */
    public void screenshot(String name) {
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException("expected to write the screenshot " + name, e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
