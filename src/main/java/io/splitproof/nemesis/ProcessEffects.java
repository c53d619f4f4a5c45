package io.splitproof.nemesis;

import io.splitproof.deployment.Deployment;
import io.splitproof.deployment.Parallel;
import io.splitproof.deployment.Proxy;
import io.splitproof.fault.CrashFlavour;
import io.splitproof.fault.Disk;
import io.splitproof.history.Clock;
import io.splitproof.topology.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Kills, stops, freezes and starts processes. */
final class ProcessEffects {
    private static final Duration LIMIT = Duration.ofSeconds(45);
    /** Real time, at every factor; longer than the default shutdown-timeout of 10 s, in which a primary waits for its replicas. */
    private static final Duration GRACE = Duration.ofSeconds(15);
    /** How long the engine may take to notice what it did. */
    private static final Duration NOTICE = Duration.ofSeconds(3);

    private final Deployment deployment;
    private final Executor executor;
    private final Clock clock;
    private final LinkEffects links;
    private final Backups backups;
    private final Map<String, String> startedAt = new ConcurrentHashMap<>();

    ProcessEffects(Deployment deployment, Executor executor, Clock clock, LinkEffects links, Backups backups) {
        this.backups = backups;
        this.deployment = deployment;
        this.executor = executor;
        this.clock = clock;
        this.links = links;
    }

    /**
     * A process dies and its host refuses at once.
     *
     * <p>The inbound proxies close first and the kill follows: the other way round peers would see a proxy accept and
     * then reset, which no real crash does. The fault begins with the first closed proxy.
     */
    Spread crash(Resolved target) {
        long before = clock.nanos();
        if (deployment.topology().virtualIp() != null) {
            // Clients come by an address that no proxy to this node stands for: replicas must not lose it before them.
            Spread killed = onEach(target.nodes(), deployment::kill).from(before);
            links.close(inbound(target.nodes()));
            return killed;
        }
        links.close(inbound(target.nodes()));
        return onEach(target.nodes(), deployment::kill).from(before);
    }

    /**
     * Whole boxes die: nothing answers any more.
     *
     * <p>They are silenced first, so that no peer sees a connection end. A new connection is still accepted by the peer's
     * own proxy, and then closed. Their namespaces live, so that an address that moves is taken from them.
     */
    Spread crashHosts(Resolved target) {
        Spread cut = links.silence(target);
        Parallel.each(executor, "killing boxes", LIMIT, target.names(), deployment::killBox);
        target.names().forEach(deployment::forgetVirtualIp);
        return new Spread(cut.firstNanos(), clock.nanos(), cut.actions());
    }

    /**
     * A process dies by itself, and the engine's restart policy starts it again.
     *
     * <p>No proxy is closed: the host lives, and refuses until the process is back. A client's own proxy accepts
     * meanwhile and then closes, where a real host would refuse.
     */
    Spread crashFromInside(Resolved target) {
        target.nodes().forEach(n -> startedAt.put(n.name(), deployment.startedAt(n)));
        long before = clock.nanos();
        return onEach(target.nodes(), deployment::killFromInside).from(before);
    }

    /** Keeps the ways to processes or hosts that stay dead as their crash has left them. */
    void keepUp(Resolved target, CrashFlavour flavour) {
        if (flavour == CrashFlavour.HOST) {
            links.silence(target);
        } else {
            links.close(inbound(target.nodes()));
        }
    }

    /** The fault begins with the call: the engine tells of the end of a process long after its connections ended. */
    Spread stop(Resolved target) {
        long before = clock.nanos();
        return onEach(target.nodes(), node -> deployment.stop(node, GRACE)).from(before);
    }

    Spread pause(Resolved target) {
        Spread spread = onEach(target.nodes(), deployment::pause);
        target.nodes().forEach(n -> links.frozen(n, true));
        return spread;
    }

    Spread resume(Resolved target) {
        Spread spread = onEach(target.nodes(), deployment::resume);
        target.nodes().forEach(n -> links.frozen(n, false));
        return spread;
    }

    Spread restart(Resolved target) {
        return onEach(target.nodes(), node -> {
            deployment.kill(node);
            awaitState(node, n -> !deployment.isRunning(n));
            deployment.startAgain(node);
        });
    }

    /**
     * Starts what is dead. A host reaches the others before its processes run: a Sentinel that finds nobody when it starts
     * would call them down. The others reach it once they do: a proxy without a process behind it accepts and closes.
     */
    Spread startAgain(Resolved target, Disk data) {
        links.endSilence(target);
        Set<Proxy> silenced = Cut.proxies(Cut.of(target.links(), deployment.proxies()));
        links.open(
                silenced.stream().filter(p -> target.names().contains(p.box())).toList());
        Spread spread = onEach(target.nodes(), node -> start(node, data));
        links.alive(target);
        links.open(inbound(target.nodes()));
        links.open(silenced);
        return spread;
    }

    /** Sentinels lose their disk with their host, and are never backed up. */
    private void start(Node node, Disk data) {
        if (data == Disk.KEPT) {
            deployment.startAgain(node);
        } else if (data == Disk.BACKUP && node.isRedis()) {
            backups.restore(node);
        } else {
            deployment.startOnNewDisk(node, null);
        }
    }

    private List<Proxy> inbound(Collection<Node> nodes) {
        var names = nodes.stream().map(Node::name).toList();
        return deployment.proxies().stream()
                .filter(p -> names.contains(p.toNode()))
                .toList();
    }

    private Spread onEach(List<Node> nodes, Consumer<Node> action) {
        var tasks = new ArrayList<Callable<Long>>();
        nodes.forEach(node -> tasks.add(() -> {
            action.accept(node);
            return clock.nanos();
        }));
        return Spread.of(Parallel.all(executor, "changing processes", LIMIT, tasks), clock.nanos());
    }

    Proof proveGone(Resolved target) {
        return prove(target, n -> !deployment.isRunning(n), "is not running any more");
    }

    /** Gone, and by its own shutdown: one that the engine had to kill did not wait for its replicas. */
    Proof proveStopped(Resolved target) {
        Proof gone = proveGone(target);
        List<String> killed = target.nodes().stream()
                .filter(deployment::endedBySigkill)
                .map(Node::name)
                .toList();
        return !gone.holds() || killed.isEmpty()
                ? gone
                : Proof.doubt("the engine killed " + String.join(", ", killed) + " (exit code 137), which had not shut"
                        + " down after " + GRACE.toSeconds() + " s of real time");
    }

    Proof provePaused(Resolved target) {
        return prove(target, deployment::isPaused, "is frozen");
    }

    Proof proveRunning(Resolved target) {
        return prove(target, n -> deployment.isRunning(n) && !deployment.isPaused(n), "is running");
    }

    Proof proveStartedAgain(Resolved target) {
        return prove(
                target,
                n -> deployment.isRunning(n) && !deployment.startedAt(n).equals(startedAt.get(n.name())),
                "was started again by its restart policy");
    }

    private Proof prove(Resolved target, Predicate<Node> state, String words) {
        for (Node node : target.nodes()) {
            if (!awaitState(node, state)) {
                return Proof.doubt("the engine does not say that " + node.name() + " " + words + " after "
                        + NOTICE.toSeconds() + " s");
            }
        }
        return Proof.of("the engine says: "
                + target.nodes().stream().map(n -> n.name() + " " + words).collect(Collectors.joining(", ")));
    }

    private boolean awaitState(Node node, Predicate<Node> state) {
        long deadline = System.nanoTime() + NOTICE.toNanos();
        while (!state.test(node)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        return true;
    }
}
