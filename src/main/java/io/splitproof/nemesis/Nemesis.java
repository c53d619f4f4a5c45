package io.splitproof.nemesis;

import io.splitproof.deployment.Deployment;
import io.splitproof.deployment.DeploymentException;
import io.splitproof.fault.ScheduledBackup;
import io.splitproof.fault.ScheduledFault;
import io.splitproof.history.Clock;
import io.splitproof.history.Event.FaultApplied;
import io.splitproof.history.Event.FaultDoubted;
import io.splitproof.history.Event.FaultProven;
import io.splitproof.history.Event.FaultStarted;
import io.splitproof.history.Event.HealApplied;
import io.splitproof.history.Event.HealDoubted;
import io.splitproof.history.Event.HealProven;
import io.splitproof.history.Event.HealStarted;
import io.splitproof.history.Event.Noted;
import io.splitproof.history.Journal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Applies faults to a deployment and heals them; each step is an event.
 *
 * <p>One thread starts and heals; proofs take a while and may be made by others meanwhile. Closing heals whatever is
 * still broken, in reverse order.
 */
public final class Nemesis implements AutoCloseable {
    private final Deployment deployment;
    private final Clock clock;
    private final Journal journal;
    private final Senses senses;
    private final Effects effects;
    private final Backups backups;
    private final Map<String, Resolved> announced = new ConcurrentHashMap<>();
    private final Map<String, Resolved> active = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Map<String, Resolved> healed = Collections.synchronizedMap(new LinkedHashMap<>());

    public Nemesis(Deployment deployment, Executor executor, Clock clock, Journal journal, Senses senses) {
        this.deployment = deployment;
        this.clock = clock;
        this.journal = journal;
        this.senses = senses;
        this.backups = new Backups(deployment, clock, journal);
        this.effects = new Effects(deployment, executor, clock, senses, journal, backups);
    }

    /** How long before it begins a fault is to be announced, in scenario time; zero if it need not be. */
    public Duration lead(ScheduledFault fault) {
        return effects.lead(fault.fault());
    }

    /**
     * Tells nodes of a fault that begins at an instant of scenario time; {@link #start} is still to be called then, and
     * says whether this succeeded. Targets are looked up now.
     */
    public void announce(ScheduledFault fault, long beginsNanos) {
        Resolved.of(fault, deployment.topology(), senses.roles()).ifPresent(target -> {
            effects.announce(target, beginsNanos);
            announced.put(fault.id(), target);
        });
    }

    /**
     * Applies a fault.
     *
     * @return false if its target is nothing at this moment or the injector failed; the history says which
     */
    public boolean start(ScheduledFault fault) {
        Optional<Resolved> resolved = Optional.ofNullable(announced.get(fault.id()))
                .or(() -> Resolved.of(fault, deployment.topology(), senses.roles()));
        resolved.ifPresent(this::prepare);
        long now = clock.nanos();
        if (resolved.isEmpty()) {
            journal.append(new FaultStarted(now, fault.id(), fault.describe(), List.of(), List.of()));
            journal.append(new FaultDoubted(now, fault.id(), "its target is nothing at this moment"));
            return false;
        }
        Resolved target = resolved.get();
        journal.append(
                new FaultStarted(now, fault.id(), fault.describe(), target.names(), List.copyOf(target.links())));
        active.put(fault.id(), target);
        try {
            Spread spread = effects.apply(target);
            journal.append(new FaultApplied(
                    clock.nanos(), fault.id(), spread.firstNanos(), spread.lastNanos(), spread.actions()));
            return true;
        } catch (DeploymentException e) {
            journal.append(new FaultDoubted(clock.nanos(), fault.id(), "it could not be applied: " + e.getMessage()));
            return false;
        }
    }

    private void prepare(Resolved target) {
        try {
            effects.prepare(target);
        } catch (DeploymentException e) {
            journal.append(new Noted(clock.nanos(), "links could not be measured before the fault: " + e.getMessage()));
        }
    }

    /** Takes a backup, which takes a while and may be done beside other steps. */
    public void backUp(ScheduledBackup backup) {
        backups.take(deployment.topology().node(backup.node()));
    }

    /** Shows that a fault has taken effect, or notes that this could not be shown. */
    public void prove(ScheduledFault fault) {
        Resolved target = active.get(fault.id());
        if (target == null) {
            return;
        }
        Proof proof = guarded(() -> effects.prove(target));
        journal.append(
                proof.holds()
                        ? new FaultProven(clock.nanos(), fault.id(), proof.text())
                        : new FaultDoubted(clock.nanos(), fault.id(), proof.text()));
    }

    /** Heals a fault, if it is active. */
    public void heal(ScheduledFault fault) {
        Resolved target = active.remove(fault.id());
        if (target == null) {
            return;
        }
        journal.append(new HealStarted(clock.nanos(), fault.id()));
        try {
            Spread spread = effects.heal(target);
            // A heal opens its links whole; what other faults still hold of them is cut again, milliseconds later.
            List.copyOf(active.values()).forEach(effects::keepUp);
            journal.append(new HealApplied(clock.nanos(), fault.id(), spread.firstNanos(), spread.lastNanos()));
            healed.put(fault.id(), target);
        } catch (DeploymentException e) {
            journal.append(new HealDoubted(clock.nanos(), fault.id(), "it could not be healed: " + e.getMessage()));
        }
    }

    /** Shows that a fault is healed, or notes that this could not be shown. */
    public void proveHealed(ScheduledFault fault) {
        Resolved target = healed.get(fault.id());
        if (target == null) {
            return;
        }
        Proof proof = guarded(() -> effects.proveHealed(target));
        journal.append(
                proof.holds()
                        ? new HealProven(clock.nanos(), fault.id(), proof.text())
                        : new HealDoubted(clock.nanos(), fault.id(), proof.text()));
    }

    private static Proof guarded(java.util.function.Supplier<Proof> proof) {
        try {
            return proof.get();
        } catch (DeploymentException e) {
            return Proof.doubt("it could not be probed: " + e.getMessage());
        }
    }

    /** Heals every fault that lasts until the end of the schedule; crashes for good stay. */
    public void healAll() {
        var faults = new ArrayList<>(List.copyOf(active.values()));
        Collections.reverse(faults);
        for (Resolved fault : faults) {
            if (effects.healsAtEnd(fault)) {
                heal(fault.planned());
                proveHealed(fault.planned());
            }
        }
    }

    @Override
    public void close() {
        healAll();
    }
}
