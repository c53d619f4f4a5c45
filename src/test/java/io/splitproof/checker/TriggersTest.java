package io.splitproof.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.splitproof.fault.Trigger;
import io.splitproof.history.Event;
import io.splitproof.history.Event.PongSeen;
import io.splitproof.history.Event.RoleSeen;
import io.splitproof.history.History;
import io.splitproof.history.Lookout;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TriggersTest {
    private static final Trigger SYNC = new Trigger.FullSync("redis-2", Duration.ZERO);
    private static final Trigger QUARTER = new Trigger.PingPhase("sentinel-1", 0.25, Duration.ofSeconds(1));

    private static RoleSeen role(double second, String link) {
        return new RoleSeen(Story.nanos(second), "redis-2", "slave", "127.0.0.1:6379", link, 0);
    }

    private static PongSeen pong(double second) {
        return new PongSeen(Story.nanos(second) + 1, "sentinel-1", "mymaster", Story.nanos(second));
    }

    private static Triggers history(Event... events) {
        return new Triggers(new History(List.of(events)));
    }

    private static Interval from(double from, double to) {
        return new Interval(Story.nanos(from), Story.nanos(to));
    }

    @Test
    void aResyncThatTheFaultCutsShortWasMet() {
        assertThat(history(role(4, "sync"), role(5.05, "connect")).mistimed(SYNC, from(5, 5.1)))
                .isEmpty();
        assertThat(history(role(4, "sync"), role(5.2, "connect")).mistimed(SYNC, from(5, 5.1)))
                .isEmpty();
    }

    @Test
    void aResyncThatOutlastsTheFaultWasMet() {
        assertThat(history(role(4, "sync"), role(9, "connected")).mistimed(SYNC, from(5, 5.1)))
                .isEmpty();
    }

    @Test
    void aResyncThatWasOverBeforeTheFaultOrDuringItWasNotMet() {
        assertThat(history(role(4, "sync"), role(4.9, "connected")).mistimed(SYNC, from(5, 5.1)))
                .hasValueSatisfying(why -> assertThat(why)
                        .contains("was to meet redis-2 in a full resync")
                        .contains("seen as connected"));
        assertThat(history(role(4, "sync"), role(5.05, "connected")).mistimed(SYNC, from(5, 5.1)))
                .isPresent();
    }

    @Test
    void aResyncThatNobodySawWasNotMet() {
        assertThat(history().mistimed(SYNC, from(5, 5.1)))
                .hasValueSatisfying(why -> assertThat(why).contains("its link was not seen"));
    }

    @Test
    void aFaultNearItsFractionWasInPhase() {
        assertThat(history(pong(3.8), pong(4.8)).mistimed(QUARTER, from(5.05, 5.7)))
                .isEmpty();
    }

    @Test
    void aFaultFarFromItsFractionWasNot() {
        assertThat(history(pong(3.8), pong(4.8)).mistimed(QUARTER, from(5.25, 5.3)))
                .contains("was to come 0.25 of a ping period after a PONG of sentinel-1, but came after 0.45 to 0.50"
                        + " of it");
        assertThat(history(pong(4.8)).mistimed(QUARTER, from(4.85, 4.86))).isPresent();
    }

    @Test
    void aFaultThatTheNextPingMayHavePassedWasNot() {
        assertThat(history(pong(4.8)).mistimed(QUARTER, from(5.05, 5.85))).isPresent();
    }

    @Test
    void aFaultWithoutAPongBeforeItWasNot() {
        assertThat(history(pong(6)).mistimed(QUARTER, from(5, 5))).isPresent();
    }

    @Test
    void anEventThatNeverCameIsNamed() {
        var lookout = new Lookout("f1", Duration.ofSeconds(2), SYNC);
        assertThat(Triggers.whyNever(new History(List.of()), lookout))
                .isEqualTo(": its event never came (redis-2 is in a full resync)");
    }
}
