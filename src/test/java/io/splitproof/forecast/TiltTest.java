package io.splitproof.forecast;

import static io.splitproof.forecast.Example2.kill;
import static io.splitproof.forecast.Example2.settings;
import static io.splitproof.forecast.Example2.situation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.splitproof.fault.CrashFlavour;
import io.splitproof.fault.Fault;
import io.splitproof.fault.Target;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Forecasts where clocks of single nodes were set or drift; down-after is 3 s, the quorum 2 of 3. */
class TiltTest {
    private static final LiveSettings SETTINGS = downAfter(3);

    private static LiveSettings downAfter(long seconds) {
        var group = settings(0, 10).group("mymaster");
        return new LiveSettings(
                List.of(new LiveSettings.OfGroup(
                        group.group(),
                        Duration.ofSeconds(seconds),
                        group.failoverTimeout(),
                        group.parallelSyncs(),
                        group.quorum(),
                        group.knownSentinels(),
                        0,
                        Duration.ZERO)),
                "7.0.15");
    }

    private static Disruption jump(double began, @Nullable Double ended, double by, String... nodes) {
        return new Disruption(
                new Fault.ClockJump(targets(nodes), seconds(by)),
                List.of(nodes),
                List.of(),
                seconds(began),
                ended == null ? null : seconds(ended));
    }

    private static Disruption drift(double rate, String... nodes) {
        return new Disruption(new Fault.ClockDrift(targets(nodes), rate), List.of(nodes), List.of());
    }

    private static List<Target> targets(String... nodes) {
        return Arrays.stream(nodes).map(Target::new).toList();
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private static Forecast crash(LiveSettings settings, Disruption... clocks) {
        var active = new java.util.ArrayList<>(List.of(clocks));
        active.add(kill(CrashFlavour.PROCESS, "redis-1"));
        return Forecast.of(situation(null, active.toArray(Disruption[]::new)), settings);
    }

    private static Bounds bounds(Forecast forecast, Stage stage) {
        return Objects.requireNonNull(forecast.stages().get(stage), stage + " has no bounds");
    }

    @Test
    void withoutTwoOfThreeSentinelsTheFailoverWaitsForTheFirstEndOfTilt() {
        var forecast = crash(SETTINGS, jump(-2, null, 5, "sentinel-2", "sentinel-3"));
        assertThat(forecast.failoverPossible()).isTrue();
        assertThat(forecast.reason())
                .contains("in TILT are sentinel-2, sentinel-3")
                .contains("cannot begin before 28 s to 28.2 s");
        assertThat(bounds(forecast, Stage.SDOWN_FIRST)).isEqualTo(Bounds.ofMillis(3_000, 3_200));
        assertThat(bounds(forecast, Stage.SDOWN_QUORUM)).isEqualTo(Bounds.ofMillis(28_000, 28_200));
        assertThat(bounds(forecast, Stage.WRITABLE)).isEqualTo(Bounds.ofMillis(28_150, 28_700));
        assertThat(forecast.watch()).isEqualTo(seconds(28.7 + 21));
    }

    @Test
    void oneSentinelInTiltDelaysNothing() {
        var forecast = crash(SETTINGS, jump(-2, null, 5, "sentinel-3"));
        assertThat(forecast.stages()).isEqualTo(crash(SETTINGS).stages());
        assertThat(forecast.reason()).endsWith("in TILT are sentinel-3, without which there are enough");
    }

    @Test
    void whereAllAreInTiltNobodySaysAnythingBefore() {
        var forecast = crash(SETTINGS, jump(-5, null, -3, "sentinel-1", "sentinel-2", "sentinel-3"));
        assertThat(bounds(forecast, Stage.SDOWN_FIRST)).isEqualTo(Bounds.ofMillis(25_000, 25_200));
    }

    @Test
    void aTiltThatIsOverDelaysNothing() {
        var forecast = crash(SETTINGS, jump(-31, null, 5, "sentinel-2", "sentinel-3"));
        assertThat(forecast.stages()).isEqualTo(crash(SETTINGS).stages());
        assertThat(forecast.reason()).doesNotContain("TILT");
    }

    @Test
    void aJumpBackBeginsTiltAnew() {
        var forecast = crash(SETTINGS, jump(-20, -10.0, 5, "sentinel-2", "sentinel-3"));
        assertThat(bounds(forecast, Stage.SDOWN_QUORUM)).isEqualTo(Bounds.ofMillis(20_000, 20_200));
    }

    @Test
    void aJumpAfterTheFailoverDelaysNothing() {
        var forecast = crash(SETTINGS, jump(10, null, 5, "sentinel-2", "sentinel-3"));
        assertThat(forecast.stages()).isEqualTo(crash(SETTINGS).stages());
    }

    @Test
    void aJumpThatMayOrMayNotTiltWidensTheBounds() {
        var forecast = crash(SETTINGS, jump(-3, null, 1.8, "sentinel-2", "sentinel-3"));
        assertThat(bounds(forecast, Stage.SDOWN_QUORUM).lower()).isLessThanOrEqualTo(seconds(3));
        assertThat(bounds(forecast, Stage.SDOWN_QUORUM).upper()).isEqualTo(seconds(27.2));
    }

    @Test
    void aSmallJumpLetsDownAfterPassSooner() {
        var forecast = crash(SETTINGS, jump(0, null, 1, "sentinel-2"));
        assertThat(bounds(forecast, Stage.SDOWN_FIRST)).isEqualTo(Bounds.ofMillis(2_000, 3_200));
    }

    /** It sends no PING before its clock shows what it showed when it was set back. */
    @Test
    void aSentinelWhoseClockIsSetFarBackIsBlindForAsLong() {
        var forecast = crash(downAfter(10), jump(0, null, -60, "sentinel-2", "sentinel-3"));
        assertThat(bounds(forecast, Stage.SDOWN_QUORUM)).isEqualTo(Bounds.ofMillis(30_000, 70_200));
    }

    @Test
    void replicasThatWereCutOffForTooLongAreNotForecast() {
        assertThatExceptionOfType(NoForecast.class)
                .isThrownBy(() -> crash(downAfter(2), jump(0, null, 5, "sentinel-2", "sentinel-3")))
                .withMessageContaining("10 x down-after (20 s)");
    }

    @Test
    void aHealBeforeTheEndOfTiltPreventsTheFailover() {
        var cut = Example2.minorityCut(io.splitproof.fault.Physics.BLACKHOLE);
        var forecast =
                Forecast.of(situation(seconds(20), jump(-2, null, 5, "sentinel-2", "sentinel-3"), cut), SETTINGS);
        assertThat(forecast.failoverPossible()).isFalse();
        assertThat(forecast.reason()).isEqualTo("the fault is healed before enough Sentinels are out of TILT");
    }

    @Test
    void aFastSentinelFindsDownAfterPassedSooner() {
        var forecast = crash(SETTINGS, drift(1.5, "sentinel-1"));
        assertThat(bounds(forecast, Stage.SDOWN_FIRST)).isEqualTo(Bounds.ofMillis(2_000, 3_200));
    }

    @Test
    void aSlowSentinelTakesLonger() {
        var forecast = crash(SETTINGS, drift(0.5, "sentinel-1"));
        assertThat(bounds(forecast, Stage.SDOWN_QUORUM)).isEqualTo(Bounds.ofMillis(3_000, 6_400));
        assertThat(bounds(forecast, Stage.WRITABLE)).isEqualTo(Bounds.ofMillis(3_150, 7_400));
        assertThat(forecast.retry()).isEqualTo(seconds(42));
    }

    @Test
    void clocksAloneDownNobody() {
        var forecast = Forecast.of(situation(null, jump(0, null, 5, "sentinel-2"), drift(2, "redis-1")), SETTINGS);
        assertThat(forecast.failoverPossible()).isFalse();
        assertThat(forecast.reason()).startsWith("every running Sentinel still reaches redis-1");
    }
}
