package io.splitproof.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.splitproof.deployment.ClockSettings.Reference;
import io.splitproof.engine.ClockLibrary;
import io.splitproof.engine.Provision;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock library in programs of this machine, without an engine: every wrapped call, and time to the microsecond. */
@Isolated
class ClockProgramIT {
    private static final Instant WALL = Instant.parse("2031-01-01T00:00:00Z");
    private static final double SCHEDULING_MILLIS = 60;

    private static Path library = Path.of("");

    @TempDir
    Path directory = Path.of("");

    @BeforeAll
    static void build() {
        library = ClockLibrary.locate(Provision.of(System.getenv()), line -> {});
    }

    @ParameterizedTest
    @ValueSource(strings = {"gcc", "musl-gcc"})
    void dividesEveryWaitAndMultipliesEveryClock(String compiler) throws Exception {
        assumeTrue(isHere(compiler), compiler + " is not here; on Debian: apt-get install musl-tools");
        CProgram waits = CProgram.compile(compiler, "clock-waits", directory);

        Map<String, Double> found = new TreeMap<>();
        for (String line : CProgram.finish(waits.start(library, written(tenFromNow())))) {
            String[] words = line.split(" ", -1);
            found.put(words[0], Double.valueOf(words[1]));
        }

        for (String wait : List.of(
                "epoll_wait",
                "epoll_pwait",
                "poll",
                "select",
                "nanosleep",
                "clock_nanosleep",
                "clock_nanosleep_absolute",
                "usleep",
                "sleep",
                "receive")) {
            assertThat(found.get(wait)).as(wait).isBetween(99.0, 100 + SCHEDULING_MILLIS);
        }
        for (String clock : List.of("monotonic", "boottime", "realtime", "gettimeofday")) {
            assertThat(found.get(clock)).as(clock).isCloseTo(1000, within(10.0));
        }
        assertThat(found.get("processor")).isLessThan(20);
        assertThat(found.get("interrupted")).isBetween(49.0, 50 + SCHEDULING_MILLIS);
        assertThat(found).contains(Map.entry("keepidle_300", 30.0), Map.entry("keepintvl_1", 1.0));
        assertThat(found).contains(Map.entry("user_timeout_5000", 500.0), Map.entry("time_agrees", 1.0));
        assertThat(found).contains(Map.entry("bad_sleep", 1.0), Map.entry("bad_epoll", 1.0));
        assertThat(found).contains(Map.entry("interrupted_errno", 1.0));
        assertThat(found.get("timer_left")).isCloseTo(500, within(50.0));
    }

    @Test
    void followsChangesToTheMicrosecond() throws Exception {
        ClockSettings first = tenFromNow();
        CProgram watch = CProgram.compile("gcc", "clock-watch", directory);
        Path file = written(first);
        Process process = watch.start(library, file, "1500");

        long now = System.nanoTime();
        ClockSettings slower = first.withFactor(now + 300_000_000, 0.5);
        Files.write(file, slower.bytes());
        Thread.sleep(500);
        ClockSettings jumped = slower.withWallJump(now + 800_000_000, Duration.ofSeconds(5));
        Files.write(file, Arrays.copyOf(jumped.bytes(), 60)); // half written: not to be heeded
        Thread.sleep(50);
        replace(file, jumped.bytes());
        List<String> lines = CProgram.finish(process);

        assertThat(lines).hasSizeGreaterThan(100).allSatisfy(line -> agrees(Reading.of(line), jumped, first, now));
    }

    @Test
    void neverSetsTheMonotonicClockBackWhenAChangeComesLate() throws Exception {
        ClockSettings first = tenFromNow();
        CProgram watch = CProgram.compile("gcc", "clock-watch", directory);
        Path file = written(first);
        Process process = watch.start(library, file, "600");

        Thread.sleep(300);
        ClockSettings late = first.withFactor(System.nanoTime() - 200_000_000, 1);
        replace(file, late.bytes());
        List<String> lines = CProgram.finish(process);

        List<Reading> readings = lines.stream().map(Reading::of).toList();
        assertThat(readings).extracting(Reading::monotonic).isSorted();
        Reading last = readings.get(readings.size() - 1);
        assertThat(late.error(last.before, last.wall(), last.after)).isZero();
    }

    @Test
    void endsAProcessWhoseSettingsAreMissingOrBad() throws Exception {
        CProgram watch = CProgram.compile("gcc", "clock-watch", directory);
        Path bad = directory.resolve("bad");
        byte[] flipped = tenFromNow().bytes();
        flipped[30] ^= 1;
        Files.write(bad, flipped);

        assertThatThrownBy(() -> CProgram.finish(watch.start(library, directory.resolve("none"), "10")))
                .hasMessageContaining("exit code 97")
                .hasMessageContaining("splitproof clock: the settings file cannot be opened: SPLITPROOF_CLOCK=/");
        assertThatThrownBy(() -> CProgram.finish(watch.start(library, bad, "10")))
                .hasMessageContaining("exit code 97")
                .hasMessageContaining("checksum");
    }

    @Test
    void readsWhatJavaWrites() throws Exception {
        CProgram dump = CProgram.compile("gcc", "clock-settings", directory);
        ClockSettings settings = tenFromNow().withFactor(System.nanoTime() + 1_000_000_000L, 2.5);
        long start = settings.after().start();
        Path file = written(settings);

        for (long now : List.of(start - 500_000_000, start, start + 86_400_000_000_123L)) {
            assertThat(dump.run(file.toString(), Long.toString(now), "0"))
                    .containsExactly("good 2 1 " + nanos(settings.wallAt(now)) + " "
                            + settings.monotonicAt(now).toNanos() + " 0");
        }
        // 10 s asked for 0.5 s before the change: 5 s pass until then, the others at 2.5 in 2 s.
        String wait = dump.run(file.toString(), Long.toString(start - 500_000_000), "10000000000")
                .get(0);
        assertThat(Double.parseDouble(wait.substring(wait.lastIndexOf(' ')))).isCloseTo(2.5e9, within(1e3));
    }

    /** Between the two times, the change may or may not have been seen yet. */
    private static void agrees(Reading reading, ClockSettings settings, ClockSettings first, long changed) {
        boolean old = reading.before < changed + 200_000_000;
        if (!old && reading.before < settings.before().start()) {
            return;
        }
        ClockSettings expected = old ? first : settings;
        // A microsecond is what rounding may cost.
        assertThat(expected.error(reading.before, reading.wall(), reading.after))
                .isBetween(micros(-1), micros(1));
        assertThat(Duration.ofNanos(reading.monotonic))
                .isBetween(
                        expected.monotonicAt(reading.before).minus(micros(1)),
                        expected.monotonicAt(reading.after).plus(micros(1)));
    }

    /** A line of clock-watch, nanoseconds. */
    private record Reading(long before, long monotonic, long wallNanos, long after) {
        static Reading of(String line) {
            long[] n = Arrays.stream(line.split(" ", -1))
                    .mapToLong(Long::parseLong)
                    .toArray();
            return new Reading(n[0], n[1], n[2], n[3]);
        }

        Instant wall() {
            return Instant.ofEpochSecond(0, wallNanos);
        }
    }

    private static Duration micros(long count) {
        return Duration.ofNanos(count * 1000);
    }

    private static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000 + instant.getNano();
    }

    private static ClockSettings tenFromNow() {
        return ClockSettings.start(Reference.MONOTONIC, System.nanoTime(), WALL, 10);
    }

    private Path written(ClockSettings settings) throws Exception {
        return Files.write(directory.resolve("settings"), settings.bytes());
    }

    /** As an engine does that copies into a container: by another file of the same name. */
    private static void replace(Path file, byte[] bytes) throws Exception {
        Path other = Files.write(file.resolveSibling("other"), bytes);
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean isHere(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
    }
}
