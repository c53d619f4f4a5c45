package io.splitproof.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.DockerClient;
import io.splitproof.deployment.ClockSettings.Reference;
import io.splitproof.engine.ClockLibrary;
import io.splitproof.engine.Engine;
import io.splitproof.engine.Images;
import io.splitproof.engine.Provision;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The clock library in real servers. Their wall clocks are years away from this machine's. */
@Isolated
class ClockLibraryIT {
    private static final Provision PROVISION = Provision.of(System.getenv());
    private static final Engine ENGINE = Engine.connect(PROVISION, line -> {});
    private static final Instant WALL = Instant.parse("2031-01-01T00:00:00Z");
    private static final Duration GRAIN = Duration.ofNanos(2000);

    private static Path library = Path.of("");

    @BeforeAll
    static void build() {
        library = ClockLibrary.locate(PROVISION, line -> {});
    }

    @AfterAll
    static void disconnect() {
        ENGINE.close();
    }

    @ParameterizedTest
    @CsvSource({
        "redis:7.0, redis-server, 10",
        "redis:8.0, redis-server, 10",
        "valkey/valkey:8.1, valkey-server, 10",
        "redis:7.0, redis-server, 1",
        "redis:8.0, redis-server, 1",
        "valkey/valkey:8.1, valkey-server, 1",
    })
    void multipliesTime(String image, String binary, int factor) throws Exception {
        ClockSettings settings = fromNow(factor);
        try (ClockedServer server = start(image, binary, settings)) {
            ClockedServer.Reading first = server.time();
            long asked = System.nanoTime();
            server.ask("SET key value EX " + 2 * factor);
            long set = System.nanoTime();
            while (server.ask("EXISTS key").get(0).equals(":1")) {
                Thread.sleep(5);
            }
            long gone = System.nanoTime();
            ClockedServer.Reading last = server.time();

            agrees(settings, first);
            agrees(settings, last);
            double passed = Duration.between(first.said(), last.said()).toNanos();
            assertThat(passed / (last.asked() - first.asked())).isCloseTo(factor, within(0.05 * factor));
            assertThat(gone - asked).isGreaterThanOrEqualTo(1_990_000_000);
            // Without the library it would stay for 20 s.
            assertThat(gone - set).isLessThan(10_000_000_000L);
            assertThat(server.info("monotonic_clock")).startsWith("POSIX clock_gettime");
            assertThat(Double.parseDouble(server.info("uptime_in_seconds"))).isGreaterThanOrEqualTo(2 * factor - 1);
        }
    }

    /** Valkey 9 counts the processor's ticks where it finds that they are constant. */
    @Test
    void multipliesTimeOfAServerThatWouldCountTicks() throws Exception {
        var images = new Images(ENGINE, PROVISION, Runnable::run, line -> {});
        assumeTrue(images.present("valkey/valkey:9").isPresent(), "no image of Valkey 9 is here");

        multipliesTime("valkey/valkey:9", "valkey-server", 10);
    }

    @Test
    void changesItsRateInARunningServer() throws Exception {
        ClockSettings one = fromNow(1);
        try (ClockedServer server = start("redis:8.0", "redis-server", one)) {
            long at = System.nanoTime() + 4_000_000_000L;
            ClockSettings ten = one.withFactor(at, 10);
            server.set(ten);
            agrees(ten, server.time());
            assertThat(System.nanoTime()).as("the change was there in time").isLessThan(at);

            sleepUntil(at);
            ClockedServer.Reading first = server.time();
            Thread.sleep(500);
            ClockedServer.Reading last = server.time();

            agrees(ten, first);
            agrees(ten, last);
            assertThat(Duration.between(first.said(), last.said())).isGreaterThanOrEqualTo(Duration.ofMillis(4900));
        }
    }

    /** The library's file changes while the process stands still: it is new when the process goes on. */
    @Test
    void setsTheWallClockOfAPausedServer() throws Exception {
        ClockSettings before = fromNow(1);
        try (ClockedServer server = start("redis:7.0", "redis-server", before)) {
            server.pause();
            ClockSettings after = before.withWallJump(System.nanoTime(), Duration.ofSeconds(5));
            server.set(after);
            server.resume();

            ClockedServer.Reading reading = server.time();

            agrees(after, reading);
            assertThat(before.error(reading.asked(), reading.said(), reading.answered()))
                    .isBetween(Duration.ofMillis(4900), Duration.ofSeconds(5));
        }
    }

    /** What a run checks of each node: without the library its clock is years off, at factor 1 too. */
    @Test
    void tellsAServerWithoutTheLibrary() throws Exception {
        ClockSettings settings = fromNow(1);
        Path notALibrary = Path.of("pom.xml");
        try (ClockedServer server =
                ClockedServer.start(client(), image("redis:8.0"), "redis-server", notALibrary, settings)) {
            ClockedServer.Reading reading = server.time();

            assertThat(settings.error(reading.asked(), reading.said(), reading.answered()))
                    .isLessThan(Duration.ofDays(-300));
        }
    }

    private static void agrees(ClockSettings settings, ClockedServer.Reading reading) {
        assertThat(settings.error(reading.asked(), reading.said(), reading.answered()))
                .isBetween(GRAIN.negated(), GRAIN);
    }

    private static void sleepUntil(long instant) throws InterruptedException {
        Thread.sleep(Math.max(0, (instant - System.nanoTime()) / 1_000_000 + 1));
    }

    private static ClockSettings fromNow(double factor) {
        return ClockSettings.start(Reference.MONOTONIC, System.nanoTime(), WALL, factor);
    }

    private static ClockedServer start(String image, String binary, ClockSettings settings) throws Exception {
        return ClockedServer.start(client(), image(image), binary, library, settings);
    }

    private static String image(String reference) {
        return new Images(ENGINE, PROVISION, Runnable::run, line -> {})
                .resolve(reference)
                .reference();
    }

    private static DockerClient client() {
        return ENGINE.client();
    }
}
