package io.splitproof.literal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerCommandTest {
    @Test
    void aCommandOfADocumentIsReadAsItIsTyped() {
        assertThat(DockerCommand.parse(
                        "docker exec redis-1 redis-cli -a ${REDIS_PASSWORD} --cluster create \\\n  a:1 \\\n  b:2"))
                .contains(new DockerCommand.Exec(
                        "redis-1",
                        List.of("redis-cli", "-a", "${REDIS_PASSWORD}", "--cluster", "create", "a:1", "b:2")));
        assertThat(DockerCommand.parse("docker compose -f docker-compose-replica.yml up -d"))
                .contains(new DockerCommand.Up("docker-compose-replica.yml"));
        assertThat(DockerCommand.parse("docker stop redis-master")).contains(new DockerCommand.Stop("redis-master"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker run redis", "redis-cli PING", "docker exec redis-1", "docker stop a b", "docker"})
    void anythingElseIsRefused(String line) {
        assertThat(DockerCommand.parse(line)).isEmpty();
    }

    @Test
    void whatChangesThingsIsNoLook() {
        assertThat(new DockerCommand.Logs("a").isLook()).isTrue();
        assertThat(new DockerCommand.Stop("a").isLook()).isFalse();
        assertThat(new DockerCommand.Up("a").isLook()).isFalse();
    }

    @Test
    void wordsAreSplitAsAShellDoes() {
        assertThat(ShellWords.split("a  'b c' \"d 'e'\" f\\ g ''  ")).containsExactly("a", "b c", "d 'e'", "f g", "");
        assertThat(ShellWords.split("")).isEmpty();
    }
}
