package io.splitproof.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.fault.Step.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepTest {
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final String ONLINE = "ip=127.0.0.2,port=6379,state=online,offset=1234,lag=0";

    private static Map<String, String> primary(String second) {
        return Map.of(
                "role",
                "master",
                "connected_slaves",
                "2",
                "master_repl_offset",
                "1300",
                "slave0",
                ONLINE,
                "slave1",
                second);
    }

    @Test
    void theDocumentsOutputIsWhatItAwaits() {
        var await = new Await("redis-1", 2, Map.of("role", "master"), WITHIN);
        var info = primary("ip=127.0.0.3,port=6379,state=online,offset=1234,lag=1");
        assertThat(await.missing(info)).isEmpty();
        assertThat(await.answer(info))
                .isEqualTo("connected_slaves:2; master_repl_offset:1300; role:master; slave0:" + ONLINE
                        + "; slave1:ip=127.0.0.3,port=6379,state=online,offset=1234,lag=1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ip=127.0.0.3,port=6379,state=wait_bgsave,offset=0,lag=0
            ip=127.0.0.3,port=6379,state=online,offset=1234,lag=2
            ip=127.0.0.3,port=6379,state=online,offset=1234
            nonsense
            """)
    void aReplicaThatDoesNotKeepUpDoesNotCount(String second) {
        assertThat(new Await("redis-1", 2, Map.of(), WITHIN).missing(primary(second)))
                .hasValueSatisfying(m -> assertThat(m)
                        .startsWith("redis-1 has 1 of 2 replicas online")
                        .contains(second));
    }

    @Test
    void moreReplicasThanAwaitedAreNotAsAwaited() {
        assertThat(new Await("redis-1", 1, Map.of(), WITHIN).missing(primary(ONLINE)))
                .isPresent();
    }

    @Test
    void aFieldWithAnotherValueIsNamed() {
        var await = new Await("redis-2", 0, Map.of("master_link_status", "up"), WITHIN);
        assertThat(await.missing(Map.of("master_link_status", "down")))
                .contains("redis-2 says master_link_status:down, not up");
        assertThat(await.missing(Map.of())).contains("redis-2 says master_link_status:null, not up");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            up   | abc | 1300 | -
            up   | abc | 1299 | redis-2 is at offset 1299 of abc, its link up, and redis-1 was at 1300 of abc
            up   | xyz | 1300 | redis-2 is at offset 1300 of xyz, its link up, and redis-1 was at 1300 of abc
            down | abc | 1300 | redis-2 is at offset 1300 of abc, its link down, and redis-1 was at 1300 of abc
            """)
    void aNodeHasCaughtUpAtTheOffsetOfTheSameHistory(
            String link, String history, String offset, @Nullable String behind) {
        var await = new Await("redis-2", 0, Map.of(), "redis-1", WITHIN);
        var source = Map.of("master_replid", "abc", "master_repl_offset", "1300");
        var own = Map.of("master_link_status", link, "master_replid", history, "slave_repl_offset", offset);
        assertThat(await.behind(source, own)).isEqualTo(Optional.ofNullable(behind));
    }

    @Test
    void whatHasNoOffsetHasNotCaughtUp() {
        var await = new Await("redis-2", 0, Map.of(), "redis-1", WITHIN);
        assertThat(await.behind(Map.of(), Map.of("master_link_status", "up"))).isPresent();
        assertThat(await.answer(Map.of("slave_repl_offset", "7"))).isEqualTo("slave_repl_offset:7");
    }

    @Test
    void nodesThatAStepStartsAreThoseThatDoNotRunAtBoot() {
        var schedule = new Schedule(
                List.of(),
                List.of(),
                List.of(
                        new ScheduledStep("s2", Duration.ofSeconds(4), new Step.Promote("redis-2")),
                        new ScheduledStep("s1", Duration.ofSeconds(3), new Step.Start(List.of("redis-2", "redis-3")))),
                Duration.ofSeconds(9));
        assertThat(schedule.startedLater()).containsExactlyInAnyOrder("redis-2", "redis-3");
        assertThat(schedule.steps()).extracting(ScheduledStep::id).containsExactly("s1", "s2");
    }
}
