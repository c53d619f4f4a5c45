package io.splitproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.history.Event;
import io.splitproof.history.OperationKind;
import io.splitproof.history.Outcome;
import io.splitproof.history.WriteAnswer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventWordsTest {
    @Test
    void aFaultIsToldWithWhatItHits() {
        assertThat(EventWords.of(
                        new Event.FaultStarted(0, "f1", "kill primary (process crash)", List.of("redis-1"), List.of())))
                .contains("@|red,bold fault f1|@ kill primary (process crash)  -> redis-1");
    }

    @Test
    void theSpreadOfAFaultIsToldInMilliseconds() {
        assertThat(EventWords.of(new Event.FaultApplied(9, "f1", 1_000_000, 27_999_999, 12)))
                .contains("12 actions, spread 26 ms");
    }

    @Test
    void whatWasNotProvenIsNotToldAsProven() {
        assertThat(EventWords.of(new Event.FaultDoubted(0, "f1", "bytes arrived")))
                .hasValueSatisfying(
                        words -> assertThat(words).contains("not proven").contains("bytes arrived"));
        assertThat(EventWords.of(new Event.HealDoubted(0, "f1", "no bytes arrived")))
                .hasValueSatisfying(words -> assertThat(words).contains("not proven"));
    }

    @Test
    void aNodeThatBeginsOrCeasesToAcceptWritesIsTold() {
        assertThat(EventWords.of(new Event.WriteProbed(0, "redis-2", WriteAnswer.ACKNOWLEDGED, 0)))
                .contains("redis-2 accepts writes");
        assertThat(EventWords.of(new Event.WriteProbed(0, "redis-1", WriteAnswer.NOREPLICAS, 0)))
                .contains("redis-1 answers writes: noreplicas");
    }

    @Test
    void aSentinelsTurnsAreToldAndItsSmallTalkIsNot() {
        assertThat(EventWords.of(new Event.SentinelSaid(0, "sentinel-1", "+switch-master", "mymaster ...")))
                .isPresent();
        assertThat(EventWords.of(new Event.SentinelSaid(0, "sentinel-1", "__sentinel__:hello", "...")))
                .isEmpty();
        assertThat(EventWords.of(new Event.SentinelSaid(
                        0,
                        "sentinel-1",
                        "+sdown",
                        "sentinel ca5665087a6f19bff4dbb8d7900a5ec061b24504 127.0.0.2 26379 @ mymaster")))
                .hasValueSatisfying(
                        words -> assertThat(words).endsWith("sentinel ca566508 127.0.0.2 26379 @ mymaster"));
    }

    @Test
    void anOperatorsStepsAreToldWithTheirAnswers() {
        assertThat(EventWords.of(new Event.StepStarted(0, "s1", "promote redis-2")))
                .contains("@|blue,bold step|@ promote redis-2");
        assertThat(EventWords.of(new Event.StepDone(0, "s1", "OK"))).contains("done: OK");
        assertThat(EventWords.of(new Event.StepFailed(0, "s1", "redis-2 says ROLE slave")))
                .hasValueSatisfying(
                        words -> assertThat(words).contains("failed").contains("ROLE slave"));
    }

    @Test
    void aNodeThatIsThoughtToHaveFailedIsToldAndAHealthyOneIsNot() {
        assertThat(EventWords.of(seen("redis-2", "redis-1", "master", "fail?")))
                .contains("@|faint redis-2|@ flags redis-1 @|cyan fail?|@");
        assertThat(EventWords.of(seen("redis-2", "redis-1", "master"))).isEmpty();
    }

    private static Event seen(String observer, String node, String... flags) {
        return new Event.ClusterNodeSeen(9, 0, observer, node, List.of(flags), null, 1, "0-5460", "connected");
    }

    @Test
    void theStateOfAClusterIsToldAsANodeSeesIt() {
        var fields = Map.of("cluster_state", "fail", "cluster_slots_ok", "10923", "cluster_current_epoch", "7");
        assertThat(EventWords.of(new Event.ClusterSeen(0, "redis-2", fields)))
                .contains("@|faint redis-2|@ says cluster_state:fail, 10923 slots ok, epoch 7");
    }

    @Test
    void operationsAreCountedAndNotTold() {
        assertThat(EventWords.of(new Event.Invoked(0, 1, "c1", OperationKind.WRITE, "ledger:c1", 1L, 0)))
                .isEmpty();
        assertThat(EventWords.of(new Event.Completed(0, 1, new Outcome.Ok(null, "redis-1"))))
                .isEmpty();
    }

    @Test
    void ratesAreThoseSinceTheLastLookAndTotalsAreOfTheWholeRun() {
        var counters = new Counters();
        for (int op = 1; op <= 10; op++) {
            counters.invoked(new Event.Invoked(0, op, "c1", OperationKind.WRITE, "ledger:c1", (long) op, 0));
            counters.completed(new Event.Completed(0, op, new Outcome.Ok(null, "redis-1")));
        }
        assertThat(Counters.line(counters.rows(1_000_000_000)))
                .isEqualTo("c1   10/s at redis-1 (ok 10, fail 0, info 0)");
        counters.invoked(new Event.Invoked(0, 11, "c1", OperationKind.WRITE, "ledger:c1", 11L, 0));
        counters.completed(new Event.Completed(0, 11, new Outcome.Fail("Not connected", null)));
        counters.invoked(new Event.Invoked(0, 12, "c1", OperationKind.WRITE, "ledger:c1", 12L, 0));
        counters.completed(new Event.Completed(0, 12, new Outcome.Info("timeout", "redis-1")));
        assertThat(Counters.line(counters.rows(2_000_000_000)))
                .isEqualTo("c1    0/s at redis-1 (ok 10, fail 1, info 1)");
    }
}
