package io.splitproof.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.fault.Fault;
import io.splitproof.fault.Schedule;
import io.splitproof.fault.ScheduledFault;
import io.splitproof.fault.ScheduledStep;
import io.splitproof.fault.Step;
import io.splitproof.fault.Target;
import io.splitproof.fault.Trigger;
import io.splitproof.history.Event.Completed;
import io.splitproof.history.Event.Invoked;
import io.splitproof.history.Event.PhaseStarted;
import io.splitproof.history.Event.PongSeen;
import io.splitproof.history.Event.RoleSeen;
import io.splitproof.history.Event.SentinelSaid;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LookoutTest {
    private static final Outcome OK = new Outcome.Ok(null, "redis-1");

    private static Lookout lookout(Trigger after) {
        return new Lookout("f1", Duration.ofSeconds(2), after);
    }

    private static Lookout forOdown() {
        return lookout(new Trigger.SentinelSays("+odown", Duration.ZERO));
    }

    private static Lookout forWrites(int writes) {
        return lookout(new Trigger.Acknowledged(writes, Duration.ZERO));
    }

    private static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }

    private static Event load(long second) {
        return new PhaseStarted(seconds(second), Phase.CONTROL);
    }

    private static Event said(long second, String channel) {
        return new SentinelSaid(seconds(second), "sentinel-1", channel, "master mymaster 127.0.0.1 6379");
    }

    private static Event asks(long op, OperationKind kind) {
        return new Invoked(seconds(10), op, "c1", kind, "ledger:c1", null, seconds(10));
    }

    private static Event ends(long second, long op, Outcome outcome) {
        return new Completed(seconds(second), op, outcome);
    }

    /** Which of these events is the awaited one, counted from 0; -1 for none. */
    private static int seenAt(Lookout lookout, Event... events) {
        int seen = -1;
        for (int i = 0; i < events.length; i++) {
            if (lookout.sees(events[i])) {
                assertThat(seen).as("seen before").isEqualTo(-1);
                seen = i;
            }
        }
        return seen;
    }

    @Test
    void theFirstMessageOnTheChannelCountsAndNoOther() {
        assertThat(seenAt(forOdown(), load(10), said(13, "+sdown"), said(14, "+odown"), said(15, "+odown")))
                .isEqualTo(2);
    }

    @Test
    void whatIsSaidBeforeTheLoadOrBeforeItsTimeDoesNotCount() {
        assertThat(seenAt(forOdown(), said(5, "+odown"), load(10), said(11, "+odown"), said(12, "+odown")))
                .isEqualTo(3);
    }

    @Test
    void acknowledgedWritesAreCountedAndNoOtherOperations() {
        assertThat(seenAt(
                        forWrites(2),
                        load(10),
                        asks(1, OperationKind.WRITE),
                        asks(2, OperationKind.READ),
                        asks(3, OperationKind.WRITE),
                        asks(4, OperationKind.WRITE),
                        ends(13, 1, OK),
                        ends(13, 2, OK),
                        ends(13, 3, new Outcome.Info("timeout", "redis-1")),
                        ends(14, 4, OK)))
                .isEqualTo(8);
    }

    @Test
    void writesThatAreAcknowledgedBeforeItsTimeDoNotCount() {
        assertThat(seenAt(
                        forWrites(1),
                        load(10),
                        asks(1, OperationKind.WRITE),
                        asks(2, OperationKind.WRITE),
                        ends(11, 1, OK),
                        ends(12, 2, OK)))
                .isEqualTo(4);
    }

    private static Event role(long second, String node, String link) {
        return new RoleSeen(seconds(second), node, "slave", "127.0.0.1:6379", link, 0);
    }

    @Test
    void aFullResyncIsSeenInTheRoleOfTheReplicaAlone() {
        assertThat(seenAt(
                        lookout(new Trigger.FullSync("redis-2", Duration.ZERO)),
                        load(10),
                        role(13, "redis-2", "connecting"),
                        role(13, "redis-3", "sync"),
                        role(14, "redis-2", "sync"),
                        role(15, "redis-2", "sync")))
                .isEqualTo(3);
    }

    @Test
    void aPongCountsFromWhenItCameAndNotFromWhenItWasAskedFor() {
        var trigger = new Trigger.PingPhase("sentinel-1", 0.25, Duration.ofSeconds(1));
        var early = new PongSeen(seconds(13), "sentinel-1", "mymaster", seconds(12) - 1);
        var other = new PongSeen(seconds(13), "sentinel-2", "mymaster", seconds(13));
        var awaited = new PongSeen(seconds(14), "sentinel-1", "mymaster", seconds(12));
        assertThat(seenAt(lookout(trigger), load(10), early, other, awaited)).isEqualTo(3);
        assertThat(Lookout.moment(awaited)).isEqualTo(seconds(12));
        assertThat(trigger.plus()).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void faultsAndStepsThatWaitHaveALookoutEachAndOthersNone() {
        var odown = new Trigger.SentinelSays("+odown", Duration.ZERO);
        var pause = new Fault.Pause(List.of(new Target("redis-1")));
        var schedule = new Schedule(
                List.of(
                        new ScheduledFault("f1", Duration.ofSeconds(2), null, pause),
                        new ScheduledFault("f2", Duration.ofSeconds(2), odown, null, pause)),
                List.of(),
                List.of(
                        new ScheduledStep("s1", Duration.ofSeconds(2), new Step.Promote("redis-2")),
                        new ScheduledStep("s2", Duration.ofSeconds(2), odown, new Step.Promote("redis-2"))),
                Duration.ofSeconds(9));
        assertThat(Lookout.of(schedule)).extracting(Lookout::id).containsExactly("f2", "s2");
    }
}
