package io.splitproof.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {
    @Test
    void timesAreAddedUp() {
        assertThat(Quantities.time("250ms")).contains(Duration.ofMillis(250));
        assertThat(Quantities.time("5s")).contains(Duration.ofSeconds(5));
        assertThat(Quantities.time("2m")).contains(Duration.ofMinutes(2));
        assertThat(Quantities.time("1m30s")).contains(Duration.ofSeconds(90));
        assertThat(Quantities.time("1h1m1.5s1ms")).contains(Duration.ofMillis(3_661_501));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "-5s", "0s", "0.0s", "5 s", "30s1m", "5sec", "1e3s", "99999999999s"})
    void anythingElseIsNoTime(String text) {
        assertThat(Quantities.time(text)).isEmpty();
    }

    @Test
    void aJumpHasASign() {
        assertThat(Quantities.signedTime("5s")).contains(Duration.ofSeconds(5));
        assertThat(Quantities.signedTime("+5s")).contains(Duration.ofSeconds(5));
        assertThat(Quantities.signedTime("-1m30s")).contains(Duration.ofSeconds(-90));
        assertThat(Quantities.signedTime("-0s")).isEmpty();
        assertThat(Quantities.signedTime("--5s")).isEmpty();
        assertThat(Quantities.signedTime("5s-3s")).isEmpty();
    }

    @Test
    void ratesAreOperationsInASecond() {
        assertThat(Quantities.rate("100/s")).contains(100.0);
        assertThat(Quantities.rate("0.5/s")).contains(0.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "100", "0/s", "-1/s", "100/m", "100 /s"})
    void anythingElseIsNoRate(String text) {
        assertThat(Quantities.rate(text)).isEmpty();
    }

    @Test
    void wordsHaveNoTrailingZeros() {
        assertThat(Quantities.words(Duration.ofSeconds(10))).isEqualTo("10 s");
        assertThat(Quantities.words(Duration.ofMillis(1500))).isEqualTo("1.5 s");
    }

    @Test
    void bandwidthsAreBytesInASecond() {
        assertThat(Quantities.bandwidth("100KB/s")).contains(100_000L);
        assertThat(Quantities.bandwidth("1.5MB/s")).contains(1_500_000L);
        assertThat(Quantities.bandwidth("500B/s")).contains(500L);
        assertThat(Quantities.bandwidth("0KB/s")).isEmpty();
        assertThat(Quantities.bandwidth("100 KB/s")).isEmpty();
        assertThat(Quantities.bandwidth("100KB")).isEmpty();
    }
}
