package io.splitproof.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplicationStreamTest {
    private static Optional<String> obstacle(String from, String to) {
        return ReplicationStream.obstacle(
                Server.named(from).orElseThrow(), Server.named(to).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "redis:7.0, redis:7.0",
        "redis:6.2, redis:7.0",
        "redis:7.0, redis:8.0",
        "redis:7.0, valkey:8.1",
        "redis:7.2, valkey:9.1",
        "valkey:8.1, redis:7.2",
        "valkey:9.1, valkey:8.1",
        "valkey:9.1, redis:8.0",
        "valkey:8.1, valkey:9.2",
        "redis:9.9, redis:7.0",
        "redis:8.0, redis:9.9"
    })
    void aReplicaReadsWhatIsAsOldAsItselfOrWhatAPrimaryWritesForIt(String from, String to) {
        assertThat(obstacle(from, to)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "redis:7.2, redis:7.0, 11, up to 10",
        "redis:8.0, redis:7.2, 12, up to 11",
        "valkey:8.1, redis:7.0, 11, up to 10",
        "valkey:9.1, redis:7.0, 11, up to 10",
        "redis:8.0, valkey:8.1, 12, none of 12 to 79",
        "redis:7.4, valkey:9.1, 12, none of 12 to 79",
        "valkey:9.2, valkey:9.1, 81, up to 80"
    })
    void aReplicaThatWouldRefuseTheSnapshotIsToldBefore(String from, String to, String sent, String reads) {
        assertThat(obstacle(from, to))
                .hasValueSatisfying(why -> assertThat(why)
                        .contains("a snapshot of RDB version " + sent + ",")
                        .endsWith(" reads " + reads));
    }

    @Test
    void anImageThatNamesNoMinorVersionIsNoVersion() {
        assertThat(Server.named("redis:7")).isEmpty();
        assertThat(Server.named("valkey:8.1.4")).contains(new Server(true, 8, 1));
    }
}
