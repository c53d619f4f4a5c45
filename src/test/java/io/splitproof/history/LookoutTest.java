package io.splitproof.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.splitproof.fault.Fault;
import io.splitproof.fault.ScheduledFault;
import io.splitproof.fault.Target;
import io.splitproof.fault.Trigger;
import io.splitproof.history.Event.Completed;
import io.splitproof.history.Event.Invoked;
import io.splitproof.history.Event.PhaseStarted;
import io.splitproof.history.Event.SentinelSaid;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LookoutTest {
    private static final Outcome OK = new Outcome.Ok(null, "redis-1");

    private static Lookout lookout(@Nullable Trigger after) {
        return new Lookout(new ScheduledFault(
                "f1", Duration.ofSeconds(2), after, null, new Fault.Pause(List.of(new Target("redis-1")))));
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

    @Test
    void aFaultAtItsTimeHasNoEvent() {
        assertThatIllegalArgumentException().isThrownBy(() -> lookout(null)).withMessageContaining("f1");
    }
}
