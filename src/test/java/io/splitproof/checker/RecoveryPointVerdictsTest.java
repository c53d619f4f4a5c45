package io.splitproof.checker;

import static io.splitproof.checker.VerdictAssert.held;
import static io.splitproof.checker.VerdictAssert.unknown;
import static io.splitproof.checker.VerdictAssert.violated;

import io.splitproof.history.Event;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A save point of 900 s lets go of 903.1 s at most: whole seconds, a tick, and twice the second of a save. */
class RecoveryPointVerdictsTest {
    private static final Objective FORECAST = new Objective.LostWritesWithinForecast();
    private static final Objective QUARTER = new Objective.RecoveryPointWithin(Duration.ofMinutes(15));
    private static final Objective LOST = new Objective.LostWrites();

    @Test
    void lossSinceTheLastSnapshotIsForecast() {
        held(
                Alone.killed().lost(110, 999).verdict(FORECAST),
                "890 of 1,068 acknowledged writes are lost",
                "890 s before the fault",
                "in the last 903.1 s before the fault may be lost, because save 900 1 alone writes to disk",
                "Redis persistence");
    }

    @Test
    void lossUpToTheBoundHoldsAndOlderLossIsViolated() {
        held(Alone.killed().lost(97, 999).verdict(FORECAST), "903 s before the fault");
        violated(Alone.killed().lost(96, 999).verdict(FORECAST), "904 s before the fault");
    }

    @Test
    void noLossAfterACrashIsAllowedByASavePoint() {
        held(Alone.killed().verdict(FORECAST), "0 of 1,068");
    }

    @Test
    void lossOfWritesAcknowledgedAfterTheReturnIsViolated() {
        violated(
                Alone.killed().lost(110, 1_050).verdict(FORECAST), "50 s after the fault", "when the process was gone");
    }

    @Test
    void anAppendOnlyFileBoundsTheLossAtTwoSeconds() {
        held(Alone.killedWithAppendOnlyFile().verdict(FORECAST), "0 of 1,068");
        held(Alone.killedWithAppendOnlyFile().lost(998, 999).verdict(FORECAST), "2 s before the fault");
        violated(Alone.killedWithAppendOnlyFile().lost(990, 999).verdict(FORECAST), "10 s before the fault");
    }

    @Test
    void aRestoredBackupMustLoseWhatCameAfterIt() {
        held(Alone.restored().lost(502, 999).verdict(FORECAST), "in the last 500 s before the fault is lost");
        violated(Alone.restored().verdict(FORECAST), "0 of 1,068");
        violated(Alone.restored().lost(400, 999).verdict(FORECAST), "600 s before the fault");
    }

    @Test
    void anEmptyDiskMustLoseEverything() {
        held(Alone.emptied().lost(1, 999).verdict(FORECAST), "everything is lost");
        violated(Alone.emptied().verdict(FORECAST));
    }

    @Test
    void isUnknownWhenABackupWasNotTaken() {
        unknown(Alone.restored().lost(1, 999).withoutBackup().verdict(FORECAST), "the backup of redis-1 was not taken");
    }

    @Test
    void isUnknownWhenTheHarnessStalledForLongerThanTheMargin() {
        var stall = new Event.HarnessStalled(Alone.seconds(900), Alone.seconds(20));
        unknown(Alone.killed().lost(110, 999).with(stall).verdict(FORECAST), "The harness stalled for 20 s");
        held(Alone.killed().lost(300, 999).with(stall).verdict(FORECAST));
        violated(Alone.emptied().lost(1, 999).with(stall).verdict(QUARTER), "999 s before the fault");
    }

    @Test
    void theOldestLostWriteIsHeldAgainstTheLimit() {
        held(Alone.killed().verdict(QUARTER), "0 of 1,068", "Limit 900 s");
        held(Alone.killed().lost(110, 999).verdict(QUARTER), "890 s before the fault", "Limit 900 s");
        held(Alone.killed().lost(100, 999).verdict(QUARTER));
        violated(Alone.killed().lost(99, 999).verdict(QUARTER), "901 s before the fault");
    }

    @Test
    void aClaimOfLossNeedsALostWrite() {
        held(Alone.killed().lost(110, 110).verdict(LOST), "1 of 1,068 acknowledged writes are lost");
        violated(Alone.killed().verdict(LOST), "0 of 1,068");
        unknown(Story.nothing().verdict(LOST));
    }
}
