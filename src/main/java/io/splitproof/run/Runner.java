package io.splitproof.run;

import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import io.splitproof.client.Databases;
import io.splitproof.deployment.Deployment;
import io.splitproof.deployment.DeploymentException;
import io.splitproof.deployment.Reach;
import io.splitproof.deployment.Secret;
import io.splitproof.deployment.Software;
import io.splitproof.engine.Engine;
import io.splitproof.history.Event.Aborted;
import io.splitproof.history.Event.Converged;
import io.splitproof.history.Event.InjectorFailed;
import io.splitproof.history.Event.NotConverged;
import io.splitproof.history.Event.Noted;
import io.splitproof.history.Event.PhaseStarted;
import io.splitproof.history.Journal;
import io.splitproof.history.Phase;
import io.splitproof.history.RealTime;
import io.splitproof.nemesis.Nemesis;
import io.splitproof.nemesis.Senses;
import io.splitproof.probe.ClockCheck;
import io.splitproof.probe.Convergence;
import io.splitproof.probe.Directory;
import io.splitproof.probe.Plane;
import io.splitproof.probe.Settings;
import io.splitproof.scenario.Scenario;
import io.splitproof.topology.Node;
import io.splitproof.workload.ClientSpec;
import io.splitproof.workload.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs one scenario and records its history.
 *
 * <p>Boot, control window, faults under load, heal, recovery, final reads. Whatever happens, faults are healed and
 * everything started is removed, unless the topology is to be kept.
 */
public final class Runner {
    private static final RealTime BOOT_LIMIT = RealTime.ofSeconds(60);
    /** On top of it, for each node: in a large topology news takes longer to reach everybody. */
    private static final RealTime BOOT_LIMIT_OF_EACH = RealTime.ofSeconds(1);

    private static final RealTime REMOVAL_LIMIT = RealTime.ofSeconds(10);

    private static final String QUORATE = "; CKQUORUM is OK at every Sentinel";

    private static final int LOOPS = 512;
    private static final int CALLS = 64;

    /**
     * What a run needs to know besides its scenario.
     *
     * @param clockLibrary the compiled clock library, for every node; null where no node is to have it
     * @param labels carried by everything it starts
     * @param keep leave the topology up, healed
     * @param onLogs is handed what every node printed, by name, without secrets
     * @param onReach is told how the harness reaches the boxes, once they run
     * @param onKept is told how to reach each node of a topology that stays up
     * @param silence when it may be measured, where others run beside it
     * @param byHand somebody who adds to the schedule while it is played; null for nobody
     */
    public record Options(
            Engine engine,
            String runId,
            long seed,
            Software software,
            @Nullable Path clockLibrary,
            Map<String, String> labels,
            boolean keep,
            Consumer<Map<String, String>> onLogs,
            Consumer<Reach> onReach,
            Consumer<String> onKept,
            Silence silence,
            @Nullable ByHand byHand) {}

    private final Scenario scenario;
    private final Options options;
    private final Sightings journal;
    private final RunClock clock;
    private final Secret secret = Secret.random();
    private final AtomicReference<@Nullable String> leader = new AtomicReference<>();
    private final Set<String> later;
    private final ThreadPoolExecutor calls = Threads.bounded("splitproof-call", CALLS);
    /** Faults and proofs wait for calls, so that they have threads of their own: a full pool would wait for itself. */
    private final ThreadPoolExecutor effects = Threads.bounded("splitproof-effect", CALLS);

    private final ThreadPoolExecutor loops = Threads.loops("splitproof-loop", LOOPS);

    private Runner(Scenario scenario, Options options, Journal journal) {
        this.scenario = scenario;
        this.options = options;
        this.journal = new Sightings(scenario.schedule(), journal);
        this.clock = new RunClock(scenario.timeLapse());
        this.later = scenario.schedule().startedLater();
    }

    /**
     * Runs a scenario to its end.
     *
     * @throws InterruptedException if the calling thread was interrupted; everything is healed and removed then
     * @throws DeploymentException if the topology could not be started or did not converge
     */
    public static void run(Scenario scenario, Options options, Journal journal) throws InterruptedException {
        new Runner(scenario, options, journal).run();
    }

    private void run() throws InterruptedException {
        try {
            boot();
        } catch (InterruptedException | RuntimeException e) {
            journal.append(new Aborted(clock.nanos(), reason(e)));
            throw e;
        } finally {
            Threads.end(loops, 2_000);
            Threads.end(effects, 2_000);
            Threads.end(calls, 2_000);
        }
    }

    /** An interrupt seldom says what it is. */
    static String reason(Exception failure) {
        return failure.getMessage() != null
                ? failure.getMessage()
                : failure instanceof InterruptedException ? "it was interrupted" : failure.toString();
    }

    private void phase(Phase phase) {
        journal.append(new PhaseStarted(clock.nanos(), phase));
    }

    private void boot() throws InterruptedException {
        phase(Phase.BOOT);
        var deploymentOptions = new Deployment.Options(
                options.engine(),
                options.runId(),
                options.software(),
                options.labels(),
                secret,
                options.seed(),
                calls,
                failure -> journal.append(new InjectorFailed(clock.nanos(), failure.box(), failure.detail())),
                this::noteUp,
                timeLapse());
        // Lettuce loads its classes while the containers start.
        ClientResources resources = resources();
        var warm = Lettuce.warm(calls, resources, scenario.topology().isCluster());
        Deployment deployment = Deployment.start(scenario.topology(), later, deploymentOptions);
        try {
            warm.run();
            options.onReach().accept(deployment.reach());
            journal.append(new Noted(clock.nanos(), "every container is up"));
            observe(deployment, resources);
        } finally {
            end(deployment, resources);
        }
    }

    private void noteUp(String box) {
        String nodes = scenario.topology().nodesIn(box).stream().map(Node::name).collect(Collectors.joining(", "));
        journal.append(new Noted(clock.nanos(), box + " is up: " + nodes));
    }

    private Deployment.@Nullable TimeLapse timeLapse() {
        if (options.clockLibrary() != null) {
            return new Deployment.TimeLapse(options.clockLibrary(), scenario.timeLapse());
        }
        if (scenario.needsClockLibrary()) {
            throw new DeploymentException("time-lapse factor " + scenario.timeLapse()
                    + " or a fault on clocks needs the clock library, and there is none");
        }
        return null;
    }

    private static ClientResources resources() {
        return DefaultClientResources.builder()
                .reconnectDelay(Delay.constant(Duration.ofMillis(100)))
                .build();
    }

    private void end(Deployment deployment, ClientResources resources) {
        boolean interrupted = Thread.interrupted();
        try {
            collectLogs(deployment);
            if (options.keep() && !interrupted) {
                scenario.topology().servers().forEach(n -> options.onKept().accept(deployment.howToReach(n)));
            } else {
                remove(deployment);
            }
        } finally {
            var unused = resources.shutdown(0, 2, TimeUnit.SECONDS);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Removes everything. Docker 20.10 counts the endpoints of containers for a moment after they are gone, and refuses
     * to remove their network meanwhile. What stays does not undo what was measured; it carries this run's label, for
     * whoever sweeps next.
     */
    private void remove(Deployment deployment) {
        try {
            Await.nothingMissing("everything is removed", REMOVAL_LIMIT, () -> leftBy(deployment))
                    .ifPresent(left -> journal.append(new Noted(
                            clock.nanos(), "not everything is removed; ./splitproof clean tries again: " + left)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<String> leftBy(Deployment deployment) {
        try {
            deployment.close();
            return Optional.empty();
        } catch (DeploymentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void collectLogs(Deployment deployment) {
        try {
            var clean = new java.util.TreeMap<String, String>();
            deployment.logs().forEach((name, text) -> clean.put(name, secret.redact(text)));
            options.onLogs().accept(clean);
        } catch (DeploymentException e) {
            journal.append(new Noted(clock.nanos(), "logs could not be read: " + e.getMessage()));
        }
    }

    private void observe(Deployment deployment, ClientResources resources) throws InterruptedException {
        try (var plane = new Plane(deployment, resources, secret)) {
            var convergence = new Convergence(plane);
            var databases = new Databases(deployment, secret);
            var cluster = new ClusterBoot(deployment, plane, clock, journal);
            if (scenario.topology().isCluster()) {
                cluster.make();
            }
            new VirtualIpBoot(deployment, clock, journal).settle();
            awaitBoot(convergence, databases);
            cluster.settle();
            options.silence().during(() -> measure(deployment, resources, plane, convergence, databases));
        }
    }

    private void measure(
            Deployment deployment, ClientResources resources, Plane plane, Convergence convergence, Databases databases)
            throws InterruptedException {
        // What boots beside it may have moved it meanwhile.
        awaitBoot(convergence, databases);
        var settings = new Settings(plane, clock, journal);
        List<Node> running = scenario.topology().servers().stream()
                .filter(n -> !later.contains(n.name()))
                .toList();
        running.forEach(settings::record);
        WaitCheck.check(scenario, plane, running);
        var clocks = new ClockCheck(deployment, plane, clock, journal);
        checkClocks(clocks);
        journal.append(new Converged(clock.nanos(), agreement()));
        try (var watches =
                new Watches(scenario.topology(), scenario.schedule(), plane, settings, clock, journal, leader, loops)) {
            Consumer<Node> onStarted = node -> {
                if (!node.isPart()) {
                    settings.record(node);
                    watches.begin(node);
                }
            };
            Recovery recovery = underLoad(deployment, resources, plane, onStarted);
            phase(Phase.RECOVERY);
            recovery.await(convergence, watches);
            phase(Phase.FINAL_READS);
            recovery.readAll(plane);
            clocks.record(recovery.deadForGood());
        }
        phase(Phase.END);
    }

    private String agreement() {
        if (scenario.topology().isCluster()) {
            return "every view agrees; all 16384 slots are served"
                    + (scenario.topology().sentinels().isEmpty() ? "" : QUORATE);
        }
        return scenario.topology().sentinels().isEmpty() ? "every view agrees" : "every view agrees" + QUORATE;
    }

    private void awaitBoot(Convergence convergence, Databases databases) throws InterruptedException {
        RealTime limit = bootLimit();
        Optional<String> missing = Await.nothingMissing(
                "the topology finds itself",
                limit,
                () -> convergence
                        .missing(later)
                        .or(convergence::undeclared)
                        .or(() -> convergence.missingOutside(later))
                        .or(() -> convergence.misled(later))
                        .or(convergence::misplaced)
                        .or(() -> databases.missing(later)));
        if (missing.isPresent()) {
            journal.append(new NotConverged(clock.nanos(), missing.get()));
            throw new DeploymentException(
                    "the topology did not converge within " + limit.span().toSeconds() + " s: " + missing.get());
        }
    }

    private RealTime bootLimit() {
        int nodes = scenario.topology().nodes().size();
        return BOOT_LIMIT.plus(new RealTime(BOOT_LIMIT_OF_EACH.span().multipliedBy(nodes)));
    }

    private void checkClocks(ClockCheck clocks) {
        var wrong = clocks.record(later);
        if (!wrong.isEmpty()) {
            throw new DeploymentException("every node should run on the clock library, at factor "
                    + scenario.timeLapse() + ", but " + String.join("; ", wrong));
        }
    }

    private Recovery underLoad(Deployment deployment, ClientResources resources, Plane plane, Consumer<Node> onStarted)
            throws InterruptedException {
        var directory = new Directory(plane, leader);
        var workload = new Workload(scenario.clients(), options.seed());
        var senses = new Senses(directory::who, directory::probesSeenBy, directory::timeOf);
        try (var nemesis = new Nemesis(deployment, effects, clock, journal, senses)) {
            phase(Phase.CONTROL);
            long loadStart = clock.nanos();
            var load = new Load(workload, deployment, resources, secret, clock, journal, loops);
            var operator =
                    new Operator(deployment, plane, secret, load, onStarted, scenario.name() + ".yaml", clock, journal);
            var timeline =
                    new Timeline(scenario.schedule(), options.byHand(), nemesis, operator, clock, journal, calls);
            try {
                timeline.play(loadStart);
            } finally {
                load.stop(clock.real(longestPatience().multipliedBy(2)).plus(RealTime.ofSeconds(1)));
            }
            phase(Phase.HEAL);
            nemesis.healAll();
            var recovery = new Recovery(scenario.with(timeline.schedule()), clock, journal);
            recovery.noteLeftAlone(operator.leftAlone(later));
            recovery.noteEnded(deployment);
            recovery.noteDead(deployment);
            return recovery;
        }
    }

    /** Of clients whose commands end by themselves; an operation of the others is left open, and is indeterminate. */
    private Duration longestPatience() {
        return scenario.clients().stream()
                .filter(c -> !c.mayHang())
                .map(ClientSpec::patience)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }
}
