package io.splitproof.checker;

import io.splitproof.history.Event.BackedUp;
import io.splitproof.history.Event.Restored;

/**
 * A backup that was taken or restored. Its work is real, and counted in scenario time like everything else.
 *
 * @param restored true of a restore, which ends when the process was started
 */
public record BackupFinding(String node, boolean restored, Interval during, long bytes) {
    static BackupFinding of(BackedUp event) {
        return new BackupFinding(
                event.node(), false, new Interval(event.startedNanos(), event.atNanos()), event.bytes());
    }

    static BackupFinding of(Restored event) {
        return new BackupFinding(
                event.node(), true, new Interval(event.startedNanos(), event.atNanos()), event.bytes());
    }
}
