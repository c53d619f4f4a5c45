package io.splitproof.forecast;

import io.splitproof.fault.CrashFlavour;
import io.splitproof.fault.Disk;
import io.splitproof.fault.Fault;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state to which a primary without a replica comes back, as an age: what is younger is gone.
 *
 * @param oldest how long before the fault the oldest lost write may have been acknowledged; null: everything is gone
 * @param certain whether something must be lost, if anything was written in that time
 * @param why which setting or which disk decides, in words
 */
public record RecoveryPoint(@Nullable Duration oldest, boolean certain, String why) {
    static RecoveryPoint nothingLost(String why) {
        return new RecoveryPoint(Duration.ZERO, false, why);
    }

    static RecoveryPoint everythingLost(boolean certain, String why) {
        return new RecoveryPoint(null, certain, why);
    }

    static RecoveryPoint upTo(Duration oldest, String why) {
        return new RecoveryPoint(oldest, false, why);
    }

    /** The worst point to which the active faults throw the primary back; empty if none of them ends its process. */
    static Optional<RecoveryPoint> of(Situation situation, Persistence persistence) {
        return situation.active().stream()
                .filter(d -> d.ends(situation.primaryNode(), situation.topology()))
                .map(d -> of(d.fault(), situation, persistence))
                .max(Comparator.comparing(
                        RecoveryPoint::oldest, Comparator.nullsLast(Comparator.<Duration>naturalOrder())));
    }

    private static RecoveryPoint of(Fault fault, Situation situation, Persistence persistence) {
        if (fault instanceof Fault.Stop) {
            return persistence.afterStop();
        }
        boolean host = fault instanceof Fault.Kill kill && kill.flavour() == CrashFlavour.HOST;
        if (host && ((Fault.Kill) fault).data() != Disk.KEPT) {
            return withoutDisk(((Fault.Kill) fault).data(), situation.backupAge());
        }
        if (persistence.appendOnly() && situation.everyWriteAwaitsOwnDisk()) {
            return nothingLost("no write is acknowledged before the append-only file is synced (WAITAOF)");
        }
        return host ? persistence.afterHostCrash() : persistence.afterKill();
    }

    private static RecoveryPoint withoutDisk(Disk data, @Nullable Duration backupAge) {
        if (data == Disk.BACKUP && backupAge != null) {
            return new RecoveryPoint(
                    backupAge,
                    true,
                    "its disk is lost, and the backup that is restored holds what was there when its snapshot began");
        }
        return everythingLost(true, "its disk is lost and nothing is restored");
    }
}
