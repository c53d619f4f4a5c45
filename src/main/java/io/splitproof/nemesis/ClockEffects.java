package io.splitproof.nemesis;

import io.splitproof.deployment.ClockReading;
import io.splitproof.deployment.ClockSettings;
import io.splitproof.deployment.Deployment;
import io.splitproof.deployment.DeploymentException;
import io.splitproof.deployment.Parallel;
import io.splitproof.fault.Fault;
import io.splitproof.history.Clock;
import io.splitproof.history.RealTime;
import io.splitproof.topology.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

/**
 * Changes the clocks of nodes, and shows it by what they say their wall clocks show.
 *
 * <p>A change is announced: each node's file holds it before it begins, so that it begins at one known instant on all of
 * them. Limits are real time.
 */
final class ClockEffects {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    /** What writing a file into a container may take on a busy machine. */
    private static final Duration WRITING = Duration.ofMillis(500);
    /** How long to wait until a change must show, and how long to ask on then. */
    private static final Duration GROWTH = Duration.ofSeconds(35);

    private static final Duration NOTICE = Duration.ofSeconds(3);

    private final Deployment deployment;
    private final Executor executor;
    private final Clock clock;
    private final ClockReadings readings;
    private final Map<String, Announced> faults = new ConcurrentHashMap<>();
    private final Map<String, Announced> heals = new ConcurrentHashMap<>();
    private final Map<String, DeploymentException> failures = new ConcurrentHashMap<>();

    /** @param beginsNanos scenario time */
    private record Announced(long beginsNanos, List<ClockChange> changes) {}

    ClockEffects(Deployment deployment, Executor executor, Clock clock, ClockReadings readings) {
        this.deployment = deployment;
        this.executor = executor;
        this.clock = clock;
        this.readings = readings;
    }

    /** How long before it begins a change of any node's clocks is best announced, in scenario time. */
    Duration lead() {
        return lead(deployment.topology().servers(), WRITING.multipliedBy(2));
    }

    private Duration lead(List<Node> nodes, Duration writing) {
        long now = System.nanoTime();
        long longest = nodes.stream()
                .mapToLong(n -> deployment.clockOf(n).lead(now).toNanos())
                .max()
                .orElse(0);
        return clock.scenario(new RealTime(Duration.ofNanos(longest).plus(writing)));
    }

    /** Tells the targets that the fault begins at an instant of scenario time, or as soon after it as it can. */
    void announce(Resolved target, long beginsNanos) {
        Fault fault = target.fault();
        String id = target.planned().id();
        try {
            faults.put(id, announce(target, beginsNanos, (settings, at) -> changed(fault, settings, at)));
        } catch (DeploymentException e) {
            failures.put(id, e);
        }
    }

    private static ClockSettings changed(Fault fault, ClockSettings settings, long at) {
        if (fault instanceof Fault.ClockJump jump) {
            return settings.withWallJump(at, jump.by());
        } else if (fault instanceof Fault.ClockDrift drift) {
            return settings.withFactor(at, settings.factorAt(at) * drift.rate());
        }
        throw new AssertionError("unhandled fault on clocks " + fault);
    }

    private static ClockSettings undone(Fault fault, ClockSettings settings, long at) {
        if (fault instanceof Fault.ClockJump jump) {
            return settings.withWallJump(at, jump.by().negated());
        } else if (fault instanceof Fault.ClockDrift drift) {
            return settings.withFactor(at, settings.factorAt(at) / drift.rate());
        }
        throw new AssertionError("unhandled fault on clocks " + fault);
    }

    @FunctionalInterface
    private interface Step {
        ClockSettings of(ClockSettings settings, long at);
    }

    private Announced announce(Resolved target, long wantedNanos, Step step) {
        long beginsNanos = Math.max(
                wantedNanos, clock.nanos() + lead(target.nodes(), WRITING).toNanos());
        long begins = System.nanoTime() + realUntil(beginsNanos);
        var tasks = new ArrayList<Callable<ClockChange>>();
        target.nodes().forEach(node -> tasks.add(() -> change(node, begins, step)));
        return new Announced(beginsNanos, Parallel.all(executor, "announcing a change of clocks", LIMIT, tasks));
    }

    private ClockChange change(Node node, long begins, Step step) {
        ClockSettings old = deployment.clockOf(node);
        if (System.nanoTime() < old.after().start()) {
            throw new DeploymentException("the change of the clock of " + node.name()
                    + " before this one has not begun yet; leave a second between them");
        }
        ClockSettings changed = step.of(old, begins);
        deployment.setClock(node, changed);
        long announced = System.nanoTime();
        // It is asked last so that a node that does not answer delays nothing.
        ClockReading before =
                readings.of(node).filter(r -> r.answered() < begins).orElse(null);
        return new ClockChange(node, old, changed, announced, before);
    }

    private long realUntil(long scenarioNanos) {
        return clock.real(Duration.ofNanos(scenarioNanos - clock.nanos())).nanos();
    }

    /** Returns once the fault has begun; one that was not announced is announced now. */
    Spread begin(Resolved target) {
        String id = target.planned().id();
        if (!faults.containsKey(id) && !failures.containsKey(id)) {
            announce(target, clock.nanos());
        }
        DeploymentException failure = failures.get(id);
        if (failure != null) {
            throw failure;
        }
        return awaited(known(faults, id));
    }

    /** Sets clocks back, or lets them run at the run's rate again; what they gained or lost by a rate stays. */
    Spread end(Resolved target) {
        Fault fault = target.fault();
        Announced heal = announce(target, clock.nanos(), (settings, at) -> undone(fault, settings, at));
        heals.put(target.planned().id(), heal);
        return awaited(heal);
    }

    private Spread awaited(Announced change) {
        for (long left = realUntil(change.beginsNanos()); left > 0; left = realUntil(change.beginsNanos())) {
            LockSupport.parkNanos(left);
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
        }
        change.changes().stream().filter(c -> !c.inTime()).findFirst().ifPresent(late -> {
            throw new DeploymentException("the change of the clock of "
                    + late.node().name() + " was written " + "only after it should have begun, or too shortly before");
        });
        return new Spread(
                change.beginsNanos(), change.beginsNanos(), change.changes().size());
    }

    Proof proveBegun(Resolved target) {
        return prove(known(faults, target.planned().id()));
    }

    /** Of nodes that run; a dead one has no clock. */
    Proof proveEnded(Resolved target) {
        Announced heal = known(heals, target.planned().id());
        return prove(new Announced(
                heal.beginsNanos(),
                heal.changes().stream()
                        .filter(c -> deployment.isRunning(c.node()))
                        .toList()));
    }

    private static Announced known(Map<String, Announced> all, String id) {
        Announced announced = all.get(id);
        if (announced == null) {
            throw new DeploymentException("no change of clocks was announced for " + id);
        }
        return announced;
    }

    private Proof prove(Announced announced) {
        var shown = new ArrayList<String>();
        for (ClockChange change : announced.changes()) {
            Optional<Duration> by = awaitShown(change);
            String name = change.node().name();
            if (by.isEmpty()) {
                return Proof.doubt("the clock of " + name + " did not come to show the change: "
                        + (change.before() == null
                                ? "it did not tell its time before"
                                : "expected " + words(change.expectedAt(System.nanoTime()))));
            }
            shown.add(name + " " + words(by.get()));
        }
        return Proof.of("the nodes' own clocks show, against what they showed before: " + String.join(", ", shown));
    }

    private Optional<Duration> awaitShown(ClockChange change) {
        long grown = System.nanoTime() + GROWTH.toNanos();
        while (!change.isNoticeableAt(System.nanoTime()) && System.nanoTime() < grown) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        long deadline = System.nanoTime() + NOTICE.toNanos();
        Optional<Duration> shown = Optional.empty();
        while (shown.isEmpty() && System.nanoTime() < deadline) {
            shown = readings.of(change.node()).flatMap(change::shownBy);
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        return shown;
    }

    private static String words(Duration by) {
        return String.format(java.util.Locale.ROOT, "%+.3f s", by.toNanos() / 1e9);
    }
}
