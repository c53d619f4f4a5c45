package io.splitproof.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlotsTest {
    /** As CLUSTER KEYSLOT of redis 7.0.15 answers. */
    @ParameterizedTest
    @CsvSource({"123456789, 12739", "foo, 12182", "ledger:{c1}, 14347", "{}x, 10595", "a{b}{c}, 3300", "a{b, 13340"})
    void aKeyHasTheSlotThatRedisGivesIt(String key, int slot) {
        assertThat(Slots.of(key)).isEqualTo(slot);
    }

    @Test
    void onlyTheHashTagCounts() {
        assertThat(Slots.of("ledger:{c1}")).isEqualTo(Slots.of("c1")).isEqualTo(Slots.of("{c1}:copy"));
    }

    @Test
    void threePrimariesHaveTheRangesOfTheDocument() {
        assertThat(IntStream.range(0, 3).mapToObj(i -> Slots.share(i, 3).toString()))
                .containsExactly("0-5460", "5461-10922", "10923-16383");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 45, 100})
    void sharesCoverEverySlotOnce(int primaries) {
        int next = 0;
        for (int i = 0; i < primaries; i++) {
            Slots share = Slots.share(i, primaries);
            assertThat(share.first()).isEqualTo(next);
            next = share.last() + 1;
        }
        assertThat(next).isEqualTo(Slots.ALL);
    }

    @Test
    void aRangeBeyondTheSlotsIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Slots(0, 16_384));
        assertThatIllegalArgumentException().isThrownBy(() -> new Slots(2, 1)).withMessageContaining("2-1");
    }
}
