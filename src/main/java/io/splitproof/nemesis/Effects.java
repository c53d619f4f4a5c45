package io.splitproof.nemesis;

import io.splitproof.deployment.Deployment;
import io.splitproof.fault.CrashFlavour;
import io.splitproof.fault.Disk;
import io.splitproof.fault.Fault;
import io.splitproof.history.Clock;
import io.splitproof.history.Journal;
import java.time.Duration;
import java.util.concurrent.Executor;

/** The one place that knows which effect each kind of fault has, how it is shown and how it is undone. */
final class Effects {
    private final LinkEffects links;
    private final ProcessEffects processes;
    private final SlowLinks slow;
    private final boolean restartsByItself;
    private final ClockEffects clocks;

    Effects(Deployment deployment, Executor executor, Clock clock, Senses senses, Journal journal, Backups backups) {
        this.restartsByItself = deployment.topology().restartsByItself();
        var prober = new LinkProber(deployment, executor, clock, senses.arrivals());
        this.links = new LinkEffects(deployment, executor, clock, prober, journal);
        this.slow = new SlowLinks(links, new PaceProber(deployment, executor, prober), clock, journal);
        this.processes = new ProcessEffects(deployment, executor, clock, links, backups);
        this.clocks = new ClockEffects(deployment, executor, clock, senses.clocks());
    }

    /** How long before it begins a fault is to be announced, in scenario time; zero for most. */
    Duration lead(Fault fault) {
        return fault.changesClocks() ? clocks.lead() : Duration.ZERO;
    }

    void announce(Resolved target, long beginsNanos) {
        if (target.fault().changesClocks()) {
            clocks.announce(target, beginsNanos);
        }
    }

    /** Measures, before a fault, what its proof will be compared with. */
    void prepare(Resolved target) {
        if (target.fault().slows().isPresent()) {
            slow.measure(target);
        }
    }

    Spread apply(Resolved target) {
        Fault fault = target.fault();
        if (fault.cutsLinks()) {
            return links.cut(target);
        } else if (fault.slows().isPresent()) {
            return links.slow(target);
        } else if (fault instanceof Fault.Kill kill) {
            return kill.flavour() == CrashFlavour.HOST ? processes.crashHosts(target) : crash(target);
        } else if (fault instanceof Fault.Stop) {
            return processes.stop(target);
        } else if (fault instanceof Fault.Pause) {
            return processes.pause(target);
        } else if (fault instanceof Fault.Restart) {
            return processes.restart(target);
        } else if (fault.changesClocks()) {
            return clocks.begin(target);
        }
        throw new AssertionError("unhandled fault " + fault);
    }

    private Spread crash(Resolved target) {
        return restartsByItself ? processes.crashFromInside(target) : processes.crash(target);
    }

    /** True of a process that the engine starts again by itself. */
    private boolean isStartedByEngine(Fault fault) {
        return restartsByItself && fault instanceof Fault.Kill kill && kill.flavour() == CrashFlavour.PROCESS;
    }

    Proof prove(Resolved target) {
        Fault fault = target.fault();
        if (fault.cutsLinks()) {
            return links.proveCut(target);
        } else if (fault.slows().isPresent()) {
            return slow.prove(target);
        } else if (fault instanceof Fault.Stop) {
            return processes.proveStopped(target);
        } else if (fault instanceof Fault.Pause) {
            return processes.provePaused(target);
        } else if (fault instanceof Fault.Restart) {
            return processes.proveRunning(target);
        } else if (fault.changesClocks()) {
            return clocks.proveBegun(target);
        }
        return isStartedByEngine(fault) ? processes.proveStartedAgain(target) : processes.proveGone(target);
    }

    Spread heal(Resolved target) {
        Fault fault = target.fault();
        if (fault.hitsLinks()) {
            return links.restore(target);
        } else if (fault instanceof Fault.Pause) {
            return processes.resume(target);
        } else if (fault instanceof Fault.Restart) {
            return new Spread(0, 0, 0);
        } else if (fault.changesClocks()) {
            return clocks.end(target);
        }
        return processes.startAgain(target, fault instanceof Fault.Kill kill ? kill.data() : Disk.KEPT);
    }

    /** Cuts again whatever a fault that is still active holds of the links that another's heal has just opened. */
    void keepUp(Resolved target) {
        if (target.fault().dropsPackets()) {
            return; // Its rules are its own; no other fault's heal touches them.
        } else if (target.fault().cutsLinks()) {
            links.cut(target);
        } else if (target.fault().slows().isPresent()) {
            links.slow(target);
        } else if (target.fault() instanceof Fault.Kill kill && !isStartedByEngine(kill)) {
            processes.keepUp(target, kill.flavour());
        }
    }

    Proof proveHealed(Resolved target) {
        if (target.fault().slows().isPresent()) {
            return slow.proveHealed(target);
        }
        if (target.fault().changesClocks()) {
            return clocks.proveEnded(target);
        }
        return target.fault().cutsLinks() ? links.proveRestored(target) : processes.proveRunning(target);
    }

    /**
     * Links, frozen processes and drifting clocks are healed at the end of every schedule; a crash or a jump of a
     * clock without an end is for good.
     */
    boolean healsAtEnd(Resolved target) {
        return target.fault().hitsLinks()
                || target.fault() instanceof Fault.Pause
                || target.fault() instanceof Fault.ClockDrift
                || (target.planned().lasts() != null && !(target.fault() instanceof Fault.Restart));
    }
}
