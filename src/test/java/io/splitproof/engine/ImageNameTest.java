package io.splitproof.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageNameTest {
    @ParameterizedTest
    @CsvSource({
        "redis:7, redis, 7, 7",
        "redis, redis, latest, ''",
        "valkey:8.1, valkey/valkey, 8.1, 8.1",
        "splitproof/redis:7.0-bookworm, splitproof/redis, 7.0-bookworm, 7.0",
        "ghcr.io/shopify/toxiproxy:2.12.0, ghcr.io/shopify/toxiproxy, 2.12.0, 2.12.0",
        "localhost:5000/redis, localhost:5000/redis, latest, ''",
        "localhost:5000/redis:v6.2, localhost:5000/redis, v6.2, 6.2",
        "redis:sid, redis, sid, ''"
    })
    void splitsRepositoryTagAndVersion(String reference, String repository, String tag, String version) {
        ImageName name = ImageName.parse(reference);

        assertThat(name).isEqualTo(new ImageName(repository, tag));
        assertThat(name.version()).isEqualTo(version);
    }

    @Test
    void acceptsOnlyTheVersionAskedForOrAMoreExactOne() {
        assertThat(ImageName.parse("redis:7").isSatisfiedBy("7.0.15")).isTrue();
        assertThat(ImageName.parse("redis:7.0").isSatisfiedBy("7.0.15")).isTrue();
        assertThat(ImageName.parse("redis:7.0.15").isSatisfiedBy("7.0.15")).isTrue();
        assertThat(ImageName.parse("redis:latest").isSatisfiedBy("8.0.2")).isTrue();
        assertThat(ImageName.parse("redis:7.2").isSatisfiedBy("7.0.15")).isFalse();
        assertThat(ImageName.parse("redis:7").isSatisfiedBy("70.1")).isFalse();
        assertThat(ImageName.parse("redis:7.0.1").isSatisfiedBy("7.0.15")).isFalse();
    }

    @Test
    void refusesAnEmptyTag() {
        assertThatThrownBy(() -> ImageName.parse("redis:"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("redis:7")
                .hasMessageContaining("\"redis:\"");
    }
}
