package io.splitproof.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockSettingsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Instant WALL = Instant.parse("2026-03-01T12:00:00Z");

    private final ClockSettings ten = ClockSettings.start(ClockSettings.Reference.MONOTONIC, 5 * SECOND, WALL, 10);

    @Test
    void runsTenTimesAsFast() {
        assertThat(ten.wallAt(5 * SECOND)).isEqualTo(WALL);
        assertThat(ten.wallAt(8 * SECOND)).isEqualTo(WALL.plusSeconds(30));
        assertThat(ten.monotonicAt(8 * SECOND).minus(ten.monotonicAt(5 * SECOND)))
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(ten.factorAt(8 * SECOND)).isEqualTo(10);
    }

    @Test
    void changesItsRateWithoutAStepAtTheInstantGiven() {
        ClockSettings half = ten.withFactor(7 * SECOND, 0.5);

        assertThat(half.wallAt(6 * SECOND)).isEqualTo(WALL.plusSeconds(10));
        assertThat(half.wallAt(7 * SECOND)).isEqualTo(WALL.plusSeconds(20));
        assertThat(half.wallAt(9 * SECOND)).isEqualTo(WALL.plusSeconds(21));
        assertThat(half.factorAt(6 * SECOND)).isEqualTo(10);
        assertThat(half.factorAt(7 * SECOND)).isEqualTo(0.5);
        assertThat(half.sequence()).isNotEqualTo(ten.sequence());
    }

    @Test
    void setsOneClockAndLeavesTheOther() {
        ClockSettings back = ten.withWallJump(6 * SECOND, Duration.ofSeconds(-3));
        ClockSettings forward = back.withMonotonicJump(7 * SECOND, Duration.ofSeconds(5));

        assertThat(back.wallAt(6 * SECOND - 1)).isAfter(WALL.plusSeconds(9));
        assertThat(back.wallAt(6 * SECOND)).isEqualTo(WALL.plusSeconds(7));
        assertThat(back.monotonicAt(7 * SECOND)).isEqualTo(ten.monotonicAt(7 * SECOND));
        assertThat(forward.wallAt(8 * SECOND)).isEqualTo(back.wallAt(8 * SECOND));
        assertThat(forward.monotonicAt(8 * SECOND))
                .isEqualTo(ten.monotonicAt(8 * SECOND).plusSeconds(5));
    }

    @Test
    void staysExactForDays() {
        long year = 365 * 86400 * SECOND;

        assertThat(ten.wallAt(5 * SECOND + year)).isEqualTo(WALL.plusSeconds(3650 * 86400L));
    }

    @Test
    void refusesAChangeBeforeTheOneBeforeIt() {
        ClockSettings changed = ten.withFactor(7 * SECOND, 1);

        assertThatThrownBy(() -> changed.withFactor(6 * SECOND, 2)).hasMessageContaining("after the one before it");
    }

    @Test
    void refusesToSetAMonotonicClockBack() {
        assertThatThrownBy(() -> ten.withMonotonicJump(6 * SECOND, Duration.ofMillis(-1)))
                .hasMessageContaining("should go forward");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 0.009, 1001, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesAFactorThatIsNone(double factor) {
        assertThatThrownBy(() -> ten.withFactor(6 * SECOND, factor)).hasMessageContaining("but is " + factor);
    }

    @Test
    void tellsHowFarAClockIsOff() {
        Instant inside = WALL.plusSeconds(11);

        assertThat(ten.error(6 * SECOND, inside, 7 * SECOND)).isZero();
        assertThat(ten.error(6 * SECOND, WALL.plusSeconds(1), 7 * SECOND)).isEqualTo(Duration.ofSeconds(-9));
        assertThat(ten.error(6 * SECOND, WALL.plusSeconds(22), 7 * SECOND)).isEqualTo(Duration.ofSeconds(2));
    }

    /** The layout that docker/clock/settings.h documents; that C reads it so is ClockLibraryIT's to show. */
    @Test
    void writesTheDocumentedBytes() {
        byte[] bytes = ten.withFactor(7 * SECOND, 0.5).bytes();

        assertThat(HexFormat.of().formatHex(bytes))
                .isEqualTo(
                        "5350434c4f434b31" // SPCLOCK1
                                + "0200000000000000" // sequence 2
                                + "0100000000000000" // CLOCK_MONOTONIC
                                + "00f2052a01000000" // 5 s
                                + "0080d6b3d9b59818" // 2026-03-01T12:00:00Z
                                + "00004f91944e0000" // 1 day
                                + "000000000a000000" // 10
                                + "9a99991900000000" // 0.1
                                + "00863ba101000000" // 7 s
                                + "0048ee5bdeb59818" // 20 s later
                                + "00c86639994e0000" // 1 day and 20 s
                                + "0000008000000000" // 0.5
                                + "0000000002000000" // 2
                                + "bb811be977d6bf26"); // checksum
    }
}
