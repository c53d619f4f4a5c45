package io.splitproof.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.fault.Fault;
import io.splitproof.fault.Schedule;
import io.splitproof.fault.ScheduledFault;
import io.splitproof.fault.Target;
import io.splitproof.forecast.Example2;
import io.splitproof.forecast.Shards;
import io.splitproof.history.Event;
import io.splitproof.history.Event.FaultStarted;
import io.splitproof.history.Event.HealApplied;
import io.splitproof.history.Event.NodeLate;
import io.splitproof.history.Event.PhaseStarted;
import io.splitproof.history.Event.SettingsRead;
import io.splitproof.history.History;
import io.splitproof.history.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StallsTest {
    private static final Schedule PAUSE = new Schedule(
            List.of(new ScheduledFault(
                    "f1",
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    new Fault.Pause(List.of(new Target("redis-1"))))),
            Duration.ofSeconds(60));

    private static Duration worst(Event... more) {
        var events = new ArrayList<Event>(List.of(
                new PhaseStarted(Story.nanos(2), Phase.CONTROL),
                new FaultStarted(Story.nanos(5), "f1", "pause redis-1", List.of("redis-1"), List.of()),
                new HealApplied(Story.nanos(15), "f1", Story.nanos(15), Story.nanos(15))));
        events.addAll(List.of(more));
        return Stalls.of(new Evidence(Example2.TOPOLOGY, List.of(), PAUSE, new History(events)), Optional.empty())
                .worst();
    }

    @Test
    void aNodeThatAFaultHasFrozenIsAsLateAsItShouldBe() {
        assertThat(worst(new NodeLate(Story.nanos(15.1), "redis-1", 10_000_000_000L)))
                .isZero();
    }

    @Test
    void anotherNodeThatStoodStillMeanwhileIsAStall() {
        assertThat(worst(new NodeLate(Story.nanos(15.1), "sentinel-2", 10_000_000_000L)))
                .isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void theSameNodeAfterItsThawIsAStall() {
        assertThat(worst(new NodeLate(Story.nanos(20), "redis-1", 1_000_000_000L)))
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void beforeTheLoadNothingCounts() {
        assertThat(worst(new NodeLate(Story.nanos(1.5), "redis-2", 1_000_000_000L)))
                .isZero();
    }

    @Test
    void inAClusterAStallHasConsequencesWhereItIsLongForTheNodeTimeout() {
        assertThat(consequential("15000")).isEqualTo(Duration.ofMillis(3750));
        assertThat(consequential("5000")).isEqualTo(Duration.ofMillis(1250));
        assertThat(consequential("2000")).as("never less than a second").isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void underSentinelsAStallHasConsequencesFromTheirPeriodOn() {
        var run = new Evidence(Example2.TOPOLOGY, List.of(), PAUSE, new History(List.of()));
        assertThat(Stalls.of(run, Optional.of(Settings.of(run))).consequential())
                .isEqualTo(Duration.ofSeconds(1));
    }

    private static Duration consequential(String nodeTimeout) {
        List<Event> read = List.of(
                new SettingsRead(0, "redis-1", null, Map.of("cluster-node-timeout", "60000")),
                new SettingsRead(0, "redis-2", null, Map.of("cluster-node-timeout", nodeTimeout)));
        var run = new Evidence(Shards.THREE, List.of(), PAUSE, new History(read));
        return Stalls.of(run, Optional.of(Settings.of(run))).consequential();
    }
}
