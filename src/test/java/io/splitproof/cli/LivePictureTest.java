package io.splitproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.fault.Fault;
import io.splitproof.fault.ScheduledFault;
import io.splitproof.fault.Target;
import io.splitproof.fault.Way;
import io.splitproof.history.Event;
import io.splitproof.scenario.Scenario;
import io.splitproof.store.RunDirectory;
import io.splitproof.topology.Link;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person would have seen of recorded runs, at one moment of them. */
class LivePictureTest {
    private static List<AttributedString> at(String run, double seconds, int width, int most, boolean unicode) {
        var directory = RunDirectory.open(Path.of("src/test/resources/recorded", run));
        Scenario scenario = directory.run().scenario();
        var state = new LiveState(scenario);
        var counters = new Counters();
        long now = Math.round(seconds * 1e9);
        boolean looked = false;
        for (Event event : directory.history().history().events()) {
            if (event.atNanos() > now) {
                break;
            }
            if (!looked && event.atNanos() > now - 1_000_000_000L) {
                counters.rows(now - 1_000_000_000L);
                looked = true;
            }
            if (event instanceof Event.Invoked e) {
                counters.invoked(e);
            } else if (event instanceof Event.Completed e) {
                counters.completed(e);
            } else {
                state.event(event);
            }
        }
        return new LivePicture(state, width, unicode).lines(now, counters.rows(now), most);
    }

    private static String text(List<AttributedString> lines) {
        return lines.stream()
                .map(AttributedString::toString)
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"));
    }

    @Test
    void twoPrimariesAndTheCutBetweenThemAreSeen() {
        assertThat(text(at("no-gate", 30, 110, 20, true)).lines())
                .containsExactly(
                        "  30.000 s  faults",
                        "   f1 partition [box-1, c1] | [box-2, box-3, c2] (blackhole)  proven, for 19.6 s",
                        "",
                        "   box-1     ╲✕✕·✕  ● redis-1 primary  sentinel-1",
                        "   box-2     ✕╲·✕·  ● redis-2 primary  sentinel-2",
                        "   box-3     ✕·╲✕·  ○ redis-3 replica  sentinel-3",
                        "   c1        ·✕✕╲·  → redis-1 10/s  ok 247  fail 0  info 0",
                        "   c2        ✕···╲  → redis-2 10/s  ok 195  fail 8  info 1");
    }

    @Test
    void whatSentinelsThinkAndWhoIsNotServedIsSeenDuringTheFailover() {
        assertThat(text(at("no-gate", 14.6, 110, 20, true)))
                .contains("sentinel-2 +sdown", "sentinel-3 +odown", "no success for 4.");
    }

    @Test
    void beforeAndAfterTheFaultNothingIsBroken() {
        assertThat(text(at("no-gate", 9, 110, 20, true)))
                .contains("nothing is broken")
                .doesNotContain("✕");
        assertThat(text(at("no-gate", 54, 110, 20, true)))
                .contains("nothing is broken")
                .doesNotContain("✕");
    }

    @Test
    void aCrashedNodeIsUnreachable() {
        assertThat(text(at("crash", 14, 110, 20, true))).contains("✕ redis-1 unreachable");
    }

    @Test
    void aTerminalWithoutUnicodeShowsTheSameInAscii() {
        String ascii = text(at("no-gate", 30, 110, 20, false));
        assertThat(ascii)
                .contains("\\xx.x  * redis-1 primary", "> redis-1 10/s")
                .isASCII();
    }

    @ParameterizedTest
    @CsvSource({"110, 20", "80, 12", "63, 12", "40, 9", "30, 7", "20, 12", "110, 3", "110, 1", "1, 1"})
    void noLineIsWiderAndNoPictureHigherThanThereIsRoom(int width, int most) {
        for (String run : List.of("no-gate", "cluster-minority")) {
            List<AttributedString> lines = at(run, 20, width, most, true);
            assertThat(lines).hasSizeBetween(1, Math.max(1, most));
            assertThat(lines).allMatch(l -> l.columnLength() <= Math.max(1, width - 1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 12, 8})
    void thePictureIsAsHighWithFaultsAsWithout(int most) {
        assertThat(at("no-gate", 30, 110, most, true)).hasSameSizeAs(at("no-gate", 5, 110, most, true));
    }

    private static final Link THERE = new Link("box-1", "box-2");

    private static String byHand(Fault fault, Event... more) {
        Scenario scenario = RunDirectory.open(Path.of("src/test/resources/recorded/no-gate"))
                .run()
                .scenario();
        var state = new LiveState(scenario);
        state.plan(new ScheduledFault("f7", Duration.ofSeconds(5), null, fault));
        state.event(new Event.FaultStarted(1, "f7", "by hand", List.of("box-1", "box-2"), List.of(THERE)));
        List.of(more).forEach(state::event);
        return text(new LivePicture(state, 110, true).lines(2_000_000_000L, List.of(), 20));
    }

    @Test
    void aLinkThatIsSlowedByHandIsNotDrawnAsCut() {
        assertThat(byHand(new Fault.Delay(
                        new Way.OneWay(new Target("box-1"), new Target("box-2")),
                        Duration.ofMillis(200),
                        Duration.ZERO)))
                .contains("╲~···", "f7 by hand")
                .doesNotContain("✕");
    }

    @Test
    void aRestartIsOverOnceItIsDone() {
        var restart = new Fault.Restart(List.of(new Target("redis-1")));
        assertThat(byHand(restart)).contains("f7 by hand");
        assertThat(byHand(restart, new Event.FaultProven(3, "f7", "redis-1 is running")))
                .contains("nothing is broken");
    }

    @Test
    void aNarrowTerminalKeepsTheRolesAndLeavesOutTheLinks() {
        assertThat(text(at("no-gate", 30, 50, 12, true)))
                .contains("   box-1     ● redis-1 primary")
                .doesNotContain("╲");
    }

    @Test
    void aLowTerminalShowsOneLineWithRates() {
        assertThat(text(at("no-gate", 30, 110, 3, true)))
                .startsWith("  30.000 s  faults  c1   10/s at redis-1 (ok 247");
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 9})
    void whereThereIsNoRoomForAllBoxesThoseWithSomethingToTellComeFirst(int most) {
        String picture = text(at("cluster-minority", 20, 110, most, true));
        assertThat(picture).contains("primary").containsPattern("and \\d+ other boxes");
    }
}
