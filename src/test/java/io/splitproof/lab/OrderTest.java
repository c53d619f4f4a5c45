package io.splitproof.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.splitproof.scenario.ScenarioBuilder;
import io.splitproof.topology.Topology;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OrderTest {
    private static final Topology TOPOLOGY = ScenarioBuilder.named("order")
            .box("box-1", "redis-1", "sentinel-1")
            .box("box-2", "redis-2", "sentinel-2")
            .box("box-3", "redis-3", "sentinel-3")
            .writer("c1", 100)
            .build()
            .topology();

    private static Order order(String line) {
        List<String> words = Arrays.asList(line.split(" ", -1));
        return Order.of(Verb.of(words.get(0)).orElseThrow(), words.subList(1, words.size()), TOPOLOGY);
    }

    private static List<Map<String, ?>> fault(String line) {
        Order order = order(line);
        assertThat(order.isStep()).isFalse();
        return order.items();
    }

    private static List<Map<String, ?>> step(String line) {
        Order order = order(line);
        assertThat(order.isStep()).isTrue();
        return order.items();
    }

    @Test
    void aKillIsOfProcessesOrOfHosts() {
        assertThat(fault("kill primary redis-3")).containsExactly(Map.of("kill", List.of("primary", "redis-3")));
        assertThat(fault("kill primary host")).containsExactly(Map.of("kill", List.of("primary"), "flavour", "host"));
        assertThat(fault("pause leader-sentinel")).containsExactly(Map.of("pause", List.of("leader-sentinel")));
    }

    @Test
    void aCutWithoutAnArrowIsBothWaysAndANodeStandsForItsBox() {
        assertThat(fault("cut redis-1 box-2"))
                .containsExactly(Map.of("partition", List.of(List.of("box-1"), List.of("box-2"))));
        assertThat(fault("cut primary -> sentinel-2 refuse"))
                .containsExactly(Map.of("cut", Map.of("from", "primary", "to", "box-2"), "physics", "refuse"));
    }

    @Test
    void whatNoGroupOfAPartitionNamesIsOneMore() {
        var expected = List.of(List.of("box-1", "c1"), List.of("box-2", "box-3"));
        assertThat(fault("partition [box-1, c1] | [box-2, box-3]")).containsExactly(Map.of("partition", expected));
        assertThat(fault("partition box-1 c1")).containsExactly(Map.of("partition", expected));
        assertThat(fault("partition box-1,c1 | box-2 stall"))
                .containsExactly(Map.of(
                        "partition",
                        List.of(List.of("box-1", "c1"), List.of("box-2"), List.of("box-3")),
                        "physics",
                        "stall"));
    }

    @Test
    void aBoxIsIsolatedWithPhysicsOrWithout() {
        assertThat(fault("isolate redis-1")).containsExactly(Map.of("isolate", "box-1"));
        assertThat(fault("isolate primary stall")).containsExactly(Map.of("isolate", "primary", "physics", "stall"));
    }

    @Test
    void aDelayBetweenTwoBoxesIsAFaultForEachDirection() {
        assertThat(fault("delay box-1 box-2 300ms jitter 50ms"))
                .containsExactly(
                        Map.of("delay", Map.of("from", "box-1", "to", "box-2"), "by", "300ms", "jitter", "50ms"),
                        Map.of("delay", Map.of("from", "box-2", "to", "box-1"), "by", "300ms", "jitter", "50ms"));
        assertThat(fault("throttle c1 -> box-1 100KB/s"))
                .containsExactly(Map.of("throttle", Map.of("from", "c1", "to", "box-1"), "to-rate", "100KB/s"));
        assertThat(fault("delay box-1 300ms")).containsExactly(Map.of("delay", "box-1", "by", "300ms"));
    }

    @Test
    void clocksJumpAndDrift() {
        assertThat(fault("clock jump sentinel-1 +5s")).containsExactly(Map.of("jump-clock", "sentinel-1", "by", "5s"));
        assertThat(fault("clock jump sentinel-1 -3s")).containsExactly(Map.of("jump-clock", "sentinel-1", "by", "-3s"));
        assertThat(fault("clock drift redis-1 1.05")).containsExactly(Map.of("drift-clock", "redis-1", "rate", 1.05));
    }

    @Test
    void anOperatorsWordsAreSteps() {
        assertThat(step("failover")).containsExactly(Map.of("failover", "sentinel-1"));
        assertThat(step("promote redis-2")).containsExactly(Map.of("promote", "redis-2"));
        assertThat(step("replicate redis-3 of redis-2"))
                .containsExactly(Map.of("replicate", Map.of("node", "redis-3", "of", "redis-2")));
        assertThat(step("point c1 redis-2"))
                .containsExactly(Map.of("point", Map.of("client", "c1", "node", "redis-2")));
    }

    @Test
    void whatIsNotWrittenAsItsUsageSaysIsRefusedWithThatUsage() {
        for (String line : List.of(
                "kill",
                "cut box-1",
                "cut box-1 ->",
                "partition",
                "delay 300ms",
                "delay box-1 box-2",
                "clock jump redis-1",
                "clock drift redis-1 fast",
                "replicate redis-3 redis-2",
                "isolate box-1 box-2")) {
            String verb = line.split(" ", -1)[0];
            assertThatExceptionOfType(Refused.class)
                    .as(line)
                    .isThrownBy(() -> order(line))
                    .withMessageContaining(
                            "expected " + Verb.of(verb).orElseThrow().usage());
        }
    }

    @Test
    void everyVerbIsEitherAnOrderOrIsAnsweredByTheLab() {
        Set<Verb> orders =
                Arrays.stream(Verb.values()).filter(OrderTest::orders).collect(Collectors.toSet());
        assertThat(orders)
                .containsExactlyInAnyOrder(
                        Verb.KILL,
                        Verb.STOP,
                        Verb.RESTART,
                        Verb.PAUSE,
                        Verb.CUT,
                        Verb.PARTITION,
                        Verb.ISOLATE,
                        Verb.LOSE_REPLIES,
                        Verb.DELAY,
                        Verb.THROTTLE,
                        Verb.CLOCK,
                        Verb.FAILOVER,
                        Verb.PROMOTE,
                        Verb.REPLICATE,
                        Verb.POINT);
    }

    private static boolean orders(Verb verb) {
        try {
            Order.of(verb, List.of("x", "->", "y", "z"), TOPOLOGY);
            return true;
        } catch (Refused e) {
            return true;
        } catch (AssertionError e) {
            return false;
        }
    }
}
