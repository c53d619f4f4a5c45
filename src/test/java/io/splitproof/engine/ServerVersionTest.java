package io.splitproof.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerVersionTest {
    private static final ImageName REDIS = ImageName.parse("redis:7");

    @Test
    void readsTheLabelOfARecipe() {
        assertThat(ServerVersion.of(REDIS, Map.of(ServerVersion.LABEL, "redis 7.0.15"), new String[0]))
                .isEqualTo("redis 7.0.15");
    }

    @Test
    void readsTheVariableOfAnOfficialImage() {
        assertThat(ServerVersion.of(REDIS, Map.of(), new String[] {"GOSU_VERSION=1.17.1", "REDIS_VERSION=7.4.2"}))
                .isEqualTo("redis 7.4.2");
        assertThat(ServerVersion.of(
                        REDIS, Map.of(), new String[] {"REDIS_DOWNLOAD_URL=https://example.test/8.0.1.tar.gz"}))
                .isEqualTo("redis 8.0.1");
    }

    @Test
    void readsAFullVersionFromTheTag() {
        ImageName toxiproxy = ImageName.parse(Images.TOXIPROXY);

        assertThat(ServerVersion.of(toxiproxy, Map.of(), new String[0])).isEqualTo("toxiproxy 2.12.0");
    }

    @Test
    void admitsThatItDoesNotKnow() {
        assertThat(ServerVersion.of(REDIS, Map.of(), new String[0])).isEqualTo("redis unknown");
    }
}
