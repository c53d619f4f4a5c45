package io.splitproof.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    @Test
    void aTypingErrorFindsItsName() {
        assertThat(Nearest.to("isolated", List.of("isolate", "partition"))).contains("isolate");
        assertThat(Nearest.to("parition", List.of("isolate", "partition"))).contains("partition");
    }

    @Test
    void twoNamesThatAreEquallyNearFindNone() {
        assertThat(Nearest.to("redis-4", List.of("redis-1", "redis-2"))).isEmpty();
    }

    @Test
    void aShortOrDistantNameFindsNone() {
        assertThat(Nearest.to("c3", List.of("c1"))).isEmpty();
        assertThat(Nearest.to("explode", List.of("isolate", "partition"))).isEmpty();
        assertThat(Nearest.to("isolate", List.of())).isEmpty();
    }

    @Test
    void distanceCountsSingleCharacters() {
        assertThat(Nearest.distance("", "abc")).isEqualTo(3);
        assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Nearest.distance("same", "same")).isZero();
    }
}
