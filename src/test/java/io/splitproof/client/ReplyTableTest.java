package io.splitproof.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisBusyException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisLoadingException;
import io.lettuce.core.RedisReadOnlyException;
import io.splitproof.client.ReplyTable.Meaning;
import io.splitproof.client.ReplyTable.Row;
import io.splitproof.client.ReplyTable.Then;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTableTest {
    /** Error replies word for word, as src/server.c and src/replication.c of Redis 7 send them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            READONLY    | REPLACE | READONLY You can't write against a read only replica.
            NOREPLICAS  | KEEP    | NOREPLICAS Not enough good replicas to write.
            MASTERDOWN  | REPLACE | MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.
            LOADING     | KEEP    | LOADING Redis is loading the dataset in memory
            CLUSTERDOWN | KEEP    | CLUSTERDOWN Hash slot not served
            MOVED       | KEEP    | MOVED 3999 127.0.0.2:6379
            ASK         | KEEP    | ASK 3999 127.0.0.2:6379
            TRYAGAIN    | KEEP    | TRYAGAIN Multiple keys request during rehashing of slot
            CROSSSLOT   | KEEP    | CROSSSLOT Keys in request don't hash to the same slot
            NOAUTH      | REPLACE | NOAUTH Authentication required.
            WRONGPASS   | REPLACE | WRONGPASS invalid username-password pair or user is disabled.
            NOPERM      | KEEP    | NOPERM User default has no permissions to run the 'rpush' command
            MISCONF     | KEEP    | MISCONF Redis is configured to save RDB snapshots, but it is unable to persist to disk.
            OOM         | KEEP    | OOM command not allowed when used memory > 'maxmemory'.
            BUSY        | KEEP    | BUSY Redis is busy running a script.
            WRONGTYPE   | KEEP    | WRONGTYPE Operation against a key holding the wrong kind of value
            ERR         | KEEP    | ERR value is not an integer or out of range
            """)
    void anErrorBeforeExecutionIsCertainFailure(String code, Then then, String reply) {
        var thrown = new RedisCommandExecutionException(reply);
        assertThat(ReplyTable.of(thrown).meaning()).isEqualTo(Meaning.FAIL);
        assertThat(ReplyTable.of(thrown).then()).isEqualTo(then);
        assertThat(ReplyTable.code(thrown)).isEqualTo(code);
    }

    @Test
    void everyErrorReplyOfTheTableIsTestedAbove() {
        assertThat(ReplyTable.ROWS.stream().filter(Row::reply).count()).isEqualTo(17);
    }

    @Test
    void noRowIsHiddenByOneBeforeIt() {
        for (Row row : ReplyTable.ROWS) {
            RuntimeException thrown =
                    row.reply() ? new RedisCommandExecutionException(row.begins()) : new RedisException(row.begins());
            assertThat(ReplyTable.of(thrown)).isEqualTo(row);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNBLOCKED client unblocked", "EXECABORT Transaction discarded", "-"})
    void anErrorReplyThatIsNotKnownProvesNothing(String reply) {
        Row row = ReplyTable.of(new RedisCommandExecutionException(reply));
        assertThat(row.meaning()).isEqualTo(Meaning.INFO);
        assertThat(row.then()).isEqualTo(Then.KEEP);
        assertThat(ReplyTable.code(new RedisCommandExecutionException(reply))).isEqualTo(reply);
    }

    static List<RedisException> kindsOfErrorReplies() {
        return List.of(
                new RedisReadOnlyException("READONLY You can't write against a read only replica."),
                new RedisLoadingException("LOADING Redis is loading the dataset in memory"),
                new RedisBusyException("BUSY Redis is busy running a script."));
    }

    @ParameterizedTest
    @MethodSource("kindsOfErrorReplies")
    void lettucesOwnClassesOfErrorRepliesAreReplies(RedisException thrown) {
        assertThat(ReplyTable.of(thrown).meaning()).isEqualTo(Meaning.FAIL);
        assertThat(ReplyTable.of(thrown).reply()).isTrue();
    }

    @Test
    void aTimeoutProvesNothingWhateverItsWords() {
        for (String words : List.of("Command timed out after 500 millisecond(s)", "READONLY", "Not connected")) {
            var thrown = new RedisCommandTimeoutException(words);
            assertThat(ReplyTable.of(thrown).meaning()).isEqualTo(Meaning.INFO);
            assertThat(ReplyTable.of(thrown).then()).isEqualTo(Then.REPLACE);
            assertThat(ReplyTable.code(thrown)).isEqualTo("timeout");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Currently not connected | Currently not connected. Commands are rejected.
            Connection is closed    | Connection is closed
            Not connected           | Not connected: Unable to connect to 127.0.0.1/<unresolved>:6379
            """)
    void aCommandThatWasNeverSentIsCertainFailure(String code, String message) {
        Row row = ReplyTable.of(new RedisException(message));
        assertThat(row.meaning()).isEqualTo(Meaning.FAIL);
        assertThat(row.then()).isEqualTo(Then.REPLACE);
        assertThat(ReplyTable.code(new RedisException(message))).isEqualTo(code);
    }

    static Stream<Throwable> brokenConnections() {
        return Stream.of(
                new RedisException("Connection closed"),
                new RedisException("Connection disconnected"),
                new RedisException(new IOException("Connection reset by peer")),
                new RedisConnectionException("Unable to connect"),
                new IllegalStateException());
    }

    @ParameterizedTest
    @MethodSource("brokenConnections")
    void aConnectionThatBreaksUnderACommandProvesNothing(Throwable thrown) {
        assertThat(ReplyTable.of(thrown).meaning()).isEqualTo(Meaning.INFO);
        assertThat(ReplyTable.of(thrown).then()).isEqualTo(Then.REPLACE);
        assertThat(ReplyTable.code(thrown)).startsWith("connection broken: ");
    }

    @Test
    void wordsOfTheClientAreNoErrorReplyAndTheOtherWayRound() {
        assertThat(ReplyTable.of(new RedisException("READONLY")).meaning()).isEqualTo(Meaning.INFO);
        assertThat(ReplyTable.of(new RedisCommandExecutionException("Connection is closed"))
                        .meaning())
                .isEqualTo(Meaning.INFO);
    }

    @Test
    void theCodeOfAnErrorDoesNotChangeWithItsDetails() {
        assertThat(ReplyTable.code(new RedisCommandExecutionException("MOVED 1 127.0.0.1:6379")))
                .isEqualTo(ReplyTable.code(new RedisCommandExecutionException("MOVED 2 127.0.0.2:6379")));
    }

    /** As Lettuce reports a refused, an ended and a silent connection; the last is a time-out in every library. */
    @Test
    void silenceIsNoConnectionError() {
        var refused = new RedisConnectionException("Unable to connect", new IOException("Connection refused"));
        var ended = new RedisException(new IOException("Connection reset by peer"));
        var silent = new RedisConnectionException(
                "Unable to connect", new RedisCommandTimeoutException("Connection initialization timed out"));
        assertThat(ReplyTable.isConnectionError(refused)).isTrue();
        assertThat(ReplyTable.isConnectionError(ended)).isTrue();
        assertThat(ReplyTable.isConnectionError(silent)).isFalse();
        assertThat(ReplyTable.isConnectionError(new RedisCommandTimeoutException("Command timed out")))
                .isFalse();
        assertThat(ReplyTable.isConnectionError(new RedisCommandExecutionException("LOADING")))
                .isFalse();
    }
}
