package io.splitproof.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisConnectionException;
import io.splitproof.fault.ScheduledStep;
import io.splitproof.fault.SimulatedFailure;
import io.splitproof.fault.Step;
import io.splitproof.history.Event;
import io.splitproof.history.Event.StepDone;
import io.splitproof.history.Event.StepFailed;
import io.splitproof.history.Event.StepStarted;
import io.splitproof.probe.FakeNodes;
import io.splitproof.scenario.ScenarioBuilder;
import io.splitproof.topology.Topology;
import io.splitproof.workload.Workload;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** An operator's steps on one server that stands for every node; a hundred seconds pass in one. */
class OperatorTest {
    private static final Topology TOPOLOGY = ScenarioBuilder.named("operator")
            .box("box-1", "redis-1", "sentinel-1")
            .box("box-2", "redis-2")
            .writer("c1", 1)
            .build()
            .topology();

    private volatile String role = "*3\r\n$6\r\nmaster\r\n:0\r\n*0";
    private volatile String replicaof = "+OK";
    private volatile String answerToWrite = ":0";
    private volatile String info = "role:master\r\nconnected_slaves:0";
    private volatile Runnable onStarted = () -> {};

    @AutoClose
    private final FakeNodes nodes = new FakeNodes(TOPOLOGY, this::reply);

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final Operator operator;

    OperatorTest() {
        var clock = new RunClock(100);
        var threads = Threads.loops("operator-test", 1);
        var idle = new Load(
                new Workload(List.of(), 7),
                nodes.deployment(),
                nodes.resources(),
                nodes.fake().secret(),
                clock,
                events::add,
                threads);
        operator = new Operator(
                nodes.deployment(),
                nodes.plane(),
                nodes.fake().secret(),
                idle,
                n -> onStarted.run(),
                "operator.yaml",
                clock,
                events::add);
    }

    private String reply(List<String> command) {
        return switch (command.get(0)) {
            case "ROLE" -> role;
            case "REPLICAOF" -> replicaof;
            case "SENTINEL" -> sentinel(command.get(1));
            case "INFO" -> "$" + info.length() + "\r\n" + info;
            case "DEL" -> answerToWrite;
            case "DBSIZE", "EXISTS" -> ":0";
            case "COMMAND" -> "*1\r\n*1\r\n$9\r\nreplicaof";
            case "CONFIG" -> command.get(1).equals("GET") ? "*0" : "+OK";
            default -> "+OK";
        };
    }

    private static String sentinel(String verb) {
        return switch (verb) {
            case "MASTER" ->
                "*12\r\n" + bulk("ip", "127.0.0.1", "port", "6379", "quorum", "1") + "\r\n"
                        + bulk("down-after-milliseconds", "3000", "failover-timeout", "9000", "parallel-syncs", "2");
            case "GET-MASTER-ADDR-BY-NAME" -> "*2\r\n" + bulk("127.0.0.2", "6379");
            default -> "+OK";
        };
    }

    /** Elements of a reply; the server adds the last line end. */
    private static String bulk(String... words) {
        return java.util.Arrays.stream(words)
                .map(w -> "$" + w.length() + "\r\n" + w)
                .collect(java.util.stream.Collectors.joining("\r\n"));
    }

    private boolean take(Step step) throws InterruptedException {
        return operator.take(new ScheduledStep("s1", Duration.ZERO, step)) == Timeline.Taken.DONE;
    }

    @Test
    void aPromotionIsDoneWhenTheNodeSaysMaster() throws InterruptedException {
        assertThat(take(new Step.Promote("redis-2"))).isTrue();
        assertThat(nodes.server().commands()).contains("REPLICAOF NO ONE", "ROLE");
        assertThat(events).hasExactlyElementsOfTypes(StepStarted.class, StepDone.class);
        assertThat(((StepDone) events.get(1)).answer()).isEqualTo("REPLICAOF NO ONE: OK");
    }

    @Test
    void aSimulatedFailureIsAskedForByItsWordAndTakenBackWithout() throws InterruptedException {
        var armed = List.of("sentinel-1");
        assertThat(take(new Step.SimulateFailure(armed, SimulatedFailure.CRASH_AFTER_PROMOTION)))
                .isTrue();
        assertThat(take(new Step.SimulateFailure(armed, SimulatedFailure.NONE))).isTrue();
        assertThat(nodes.server().commands())
                .contains("SENTINEL SIMULATE-FAILURE crash-after-promotion", "SENTINEL SIMULATE-FAILURE HELP");
        assertThat(((StepDone) events.get(1)).answer()).isEqualTo("sentinel-1: OK");
    }

    @Test
    void aStartedNodeThatNobodyCanListenToIsAStepThatFailed() throws InterruptedException {
        onStarted = () -> {
            throw new RedisConnectionException("Unable to connect");
        };
        assertThat(take(new Step.Start(List.of("sentinel-1")))).isFalse();
        assertThat(events).hasExactlyElementsOfTypes(StepStarted.class, StepFailed.class);
        assertThat(((StepFailed) events.get(1)).reason()).contains("Unable to connect");
    }

    @Test
    void aSentinelIsResetForItsGroup() throws InterruptedException {
        assertThat(take(new Step.Reset("sentinel-1"))).isTrue();
        assertThat(nodes.server().commands()).contains("SENTINEL RESET mymaster");
    }

    @Test
    void aReplicaIsPointedAtTheOneAddressOfItsPrimary() throws InterruptedException {
        role = "*5\r\n$5\r\nslave\r\n$9\r\n127.0.0.2\r\n:6379\r\n$7\r\nconnect\r\n:0";
        assertThat(take(new Step.Replicate("redis-1", "redis-2"))).isTrue();
        assertThat(nodes.server().commands()).contains("REPLICAOF 127.0.0.2 6379");
    }

    @Test
    void aSentinelIsToldAnotherPrimaryAndKeepsItsSettings() throws InterruptedException {
        assertThat(take(new Step.Monitor("sentinel-1", "redis-2"))).isTrue();
        assertThat(nodes.server().commands())
                .containsSubsequence(
                        "SENTINEL REMOVE mymaster",
                        "SENTINEL MONITOR mymaster 127.0.0.2 6379 1",
                        "SENTINEL SET mymaster auth-pass "
                                + nodes.fake().secret().reveal(),
                        "SENTINEL SET mymaster down-after-milliseconds 3000",
                        "SENTINEL SET mymaster failover-timeout 9000",
                        "SENTINEL SET mymaster parallel-syncs 2");
        assertThat(((StepDone) events.get(1)).answer())
                .isEqualTo("sentinel-1 names 127.0.0.2 6379, before 127.0.0.1 6379");
    }

    @Test
    void aRoleThatDoesNotChangeFailsTheStep() throws InterruptedException {
        assertThat(take(new Step.Replicate("redis-1", "redis-2"))).isFalse();
        assertThat(events)
                .last()
                .isInstanceOfSatisfying(
                        StepFailed.class, failed -> assertThat(failed.reason()).startsWith("redis-1 says ROLE master"));
    }

    @Test
    void aRefusedCommandFailsTheStepWithTheNodesWords() throws InterruptedException {
        replicaof = "-ERR unknown command 'REPLICAOF'";
        assertThat(take(new Step.Promote("redis-2"))).isFalse();
        assertThat(events)
                .last()
                .isEqualTo(new StepFailed(events.get(1).atNanos(), "s1", "ERR unknown command 'REPLICAOF'"));
    }

    @Test
    void anAwaitedFieldIsWaitedForAndItsValueRecorded() throws InterruptedException {
        var await = new Step.Await("redis-1", 0, Map.of("connected_slaves", "0"), Duration.ofSeconds(20));
        assertThat(take(await)).isTrue();
        assertThat(((StepDone) events.get(1)).answer()).isEqualTo("connected_slaves:0");
    }

    @Test
    void aFieldThatDoesNotComeFailsTheStepWithWhatWasThere() throws InterruptedException {
        assertThat(take(new Step.Await("redis-1", 2, Map.of(), Duration.ofSeconds(20))))
                .isFalse();
        assertThat(((StepFailed) events.get(1)).reason()).startsWith("redis-1 has 0 of 2 replicas online");
    }

    @Test
    void aNodeThatCannotBeAskedFailsTheStep() throws IOException, InterruptedException {
        nodes.server().close();
        assertThat(take(new Step.Promote("redis-2"))).isFalse();
        assertThat(((StepFailed) events.get(1)).reason()).startsWith("no connection to redis-2");
    }

    @Test
    void aPrimaryRefusesWritesOnceAWriteIsAnsweredSo() throws InterruptedException {
        answerToWrite = "-NOREPLICAS Not enough good replicas to write.";
        assertThat(take(new Step.StopWrites("redis-1"))).isTrue();
        assertThat(nodes.server().commands())
                .containsSubsequence("CONFIG SET min-replicas-to-write 65535", "DEL splitproof:no-such-key");
    }

    @Test
    void aPrimaryThatGoesOnAcceptingWritesHasNotBeenStopped() throws InterruptedException {
        assertThat(take(new Step.StopWrites("redis-1"))).isFalse();
        assertThat(((StepFailed) events.get(1)).reason()).contains("answers a write with OK, not NOREPLICAS");
    }

    @Test
    void writesAreResumedWithWhatTheScenarioSets() throws InterruptedException {
        assertThat(take(new Step.ResumeWrites("redis-1"))).isTrue();
        assertThat(nodes.server().commands()).contains("CONFIG SET min-replicas-to-write 0");
    }

    /** One server stands for both nodes here, which is what the check finds. */
    @Test
    void aRefusalNamesFileAndLineAndIsNoFailure() throws InterruptedException {
        info = "run_id:abc\r\nrole:master";
        var step = new ScheduledStep("s1", Duration.ZERO, null, new Step.MayReplicate("redis-2", "redis-1"), 17);
        assertThat(operator.take(step)).isEqualTo(Timeline.Taken.REFUSED);
        assertThat(((Event.StepRefused) events.get(1)).reason())
                .startsWith("operator.yaml:17: expected two servers, but redis-2 and redis-1 are one");
    }

    /** A hundred seconds pass in one. */
    @Test
    void anObservationLastsAsLongAsItIsToHoweverLateItBegins() throws InterruptedException {
        assertThat(take(new Step.Observe(Duration.ofSeconds(20)))).isTrue();
        assertThat(events.get(1).atNanos() - events.get(0).atNanos())
                .isGreaterThanOrEqualTo(Duration.ofSeconds(20).toNanos());
    }

    @Test
    void retiredNodesEndInTheOrderTold() throws InterruptedException {
        assertThat(take(new Step.Retire(List.of("redis-2", "redis-1")))).isTrue();
        assertThat(((StepDone) events.get(1)).answer()).isEqualTo("redis-2, redis-1 ended");
        assertThat(nodes.fake().calls()).containsSubsequence("stop redis-2", "stop redis-1");
    }
}
