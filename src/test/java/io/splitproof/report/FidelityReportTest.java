package io.splitproof.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.checker.Result;
import io.splitproof.scenario.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FidelityReportTest {
    private static final List<String> SCENARIO = List.of("fidelity/crash");

    @Test
    void saysThatNothingDiffersWhereNothingDoes() {
        var samples = new ArrayList<Sample>();
        samples.addAll(samples(1, 3.2, Result.HELD));
        samples.addAll(samples(10, 3.2, Result.HELD));
        assertThat(page(samples))
                .contains("Of 1 measured times 0 differ between the factors")
                .contains("before distortion showed: **10, the largest that was tried**")
                .doesNotContain("**differs**");
    }

    @Test
    void namesWhatDiffersByMoreThanATickAndTheFactorAtWhichItShows() {
        var samples = new ArrayList<Sample>();
        samples.addAll(samples(1, 3.2, Result.HELD));
        samples.addAll(samples(10, 3.2, Result.HELD));
        samples.addAll(samples(20, 4.2, Result.UNKNOWN));
        String page = page(samples);
        assertThat(page).contains("**10; at 20 it shows**").contains("| 20 | 20 | 0 / 20 / 0 |");
        assertThat(FidelityReport.render(samples, SCENARIO, 20, ""))
                .contains("**differs**", "1 of them by more than a");
    }

    @Test
    void aRunThatBreaksItsForecastIsDistortion() {
        var samples = new ArrayList<Sample>();
        samples.addAll(samples(1, 3.2, Result.HELD));
        samples.addAll(samples(2, 3.2, Result.VIOLATED));
        assertThat(page(samples)).contains("**1; at 2 it shows**");
    }

    @Test
    void whatWasMeasuredOnceIsNotCompared() {
        var samples = new ArrayList<>(samples(1, 3.2, Result.HELD));
        samples.add(samples(10, 3.2, Result.HELD).get(0));
        assertThat(page(samples)).contains("No time was measured at both factors");
    }

    private static String page(List<Sample> samples) {
        return FidelityReport.render(samples, SCENARIO, 10, "");
    }

    private static List<Sample> samples(double factor, double mean, Result stages) {
        var random = new Random(Math.round(factor));
        var samples = new ArrayList<Sample>();
        for (int i = 0; i < 20; i++) {
            var writable = Duration.ofMillis(Math.round(1_000 * (mean + random.nextGaussian() / 10)));
            samples.add(new Sample(
                    "fidelity/crash",
                    factor,
                    "run-" + i,
                    Instant.EPOCH,
                    "redis 7.0.15",
                    "redis:7",
                    "2 cores",
                    null,
                    stages,
                    stages,
                    1,
                    Duration.ZERO,
                    Map.of("writable", writable),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null));
        }
        return samples;
    }
}
