package io.splitproof.forecast;

import static io.splitproof.forecast.Example2.kill;
import static io.splitproof.forecast.Example2.minorityCut;
import static io.splitproof.forecast.Example2.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.fault.CrashFlavour;
import io.splitproof.fault.Fault;
import io.splitproof.fault.Physics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What WAIT does to the bounds of loss: in example 2, c1 is cut off with redis-1. */
class WaitTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private static Forecast forecast(Duration healed, int replicas, Disruption fault) {
        Situation plain = Example2.situation(healed, fault);
        var situation = new Situation(
                plain.topology(),
                plain.group(),
                plain.primary(),
                plain.active(),
                plain.healedAfter(),
                plain.loadEndsAfter(),
                plain.clientTimeout(),
                null,
                List.of(),
                Circumstances.NONE,
                Map.of("c1", new Acknowledgement(replicas, false), "c2", Acknowledgement.REPLY));
        return Forecast.of(situation, settings(1, 3, 0, 10));
    }

    /** Only box 2 is cut off from the primary, which keeps redis-3; with a quorum of 1, sentinel-2 can fail over. */
    private static Disruption partialCut() {
        var sides = List.of(Set.of("box-1", "c1"), Set.of("box-2", "c2"));
        return new Disruption(
                new Fault.Partition(sides, Physics.BLACKHOLE),
                List.of("box-1", "c1", "box-2", "c2"),
                Example2.linksBetween(List.of("box-1", "c1"), List.of("box-2", "c2")));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void noWriteThatWaitsIsAcknowledgedWhereNoReplicaIsLeft(int replicas) {
        var forecast = forecast(LONG, replicas, minorityCut(Physics.BLACKHOLE));
        assertThat(forecast.loss().isPossible()).isFalse();
        assertThat(forecast.loss().why()).contains("c1 can still write to redis-1", "more replicas than stay with it");
        assertThat(forecast.splitBrain().isPossible()).isFalse();
        assertThat(forecast.unacknowledged()).containsExactly("c1");
    }

    @Test
    void aClientThatDoesNotWaitLosesWritesAsEver() {
        var forecast = forecast(LONG, 0, minorityCut(Physics.BLACKHOLE));
        assertThat(forecast.loss())
                .isEqualTo(Forecast.of(Example2.situation(LONG, minorityCut(Physics.BLACKHOLE)), settings(1, 3, 0, 10))
                        .loss());
        assertThat(forecast.unacknowledged()).isNull();
    }

    /** A replica that was not told of the new primary yet comes back to the old one, and WAIT is answered again. */
    @Test
    void aHealBeforeEveryReplicaWasToldPromisesNothing() {
        var forecast = forecast(Duration.ofSeconds(4), 1, minorityCut(Physics.BLACKHOLE));
        assertThat(forecast.unacknowledged()).isNull();
        assertThat(forecast.loss().isPossible()).isTrue();
    }

    @Test
    void aReplicaThatStaysAnswersWaitForOneAndNotForTwo() {
        var one = forecast(LONG, 1, partialCut());
        var two = forecast(LONG, 2, partialCut());
        assertThat(one.unacknowledged()).isNull();
        assertThat(two.unacknowledged()).containsExactly("c1");
    }

    @Test
    void aDeadPrimaryAcknowledgesNothingWithOrWithoutWait() {
        var forecast = forecast(LONG, 1, kill(CrashFlavour.HOST, "box-1"));
        assertThat(forecast.loss().isPossible()).isFalse();
        assertThat(forecast.unacknowledged()).isNull();
    }
}
