package io.splitproof.run;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.splitproof.deployment.Deployment;
import io.splitproof.deployment.DeploymentException;
import io.splitproof.deployment.Secret;
import io.splitproof.fault.ScheduledStep;
import io.splitproof.fault.SimulatedFailure;
import io.splitproof.fault.Step;
import io.splitproof.history.Event.StepDone;
import io.splitproof.history.Event.StepFailed;
import io.splitproof.history.Event.StepRefused;
import io.splitproof.history.Event.StepStarted;
import io.splitproof.history.Journal;
import io.splitproof.history.RealTime;
import io.splitproof.probe.NodeConnection;
import io.splitproof.probe.NodeConnection.Unreachable;
import io.splitproof.probe.Plane;
import io.splitproof.run.Timeline.Taken;
import io.splitproof.topology.Address;
import io.splitproof.topology.Node;
import io.splitproof.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Does what a person with a shell on the machines would do, waits for its success, and records the answers.
 *
 * <p>Commands go over the observation plane: they come from beside the system, not through links that a fault cuts.
 */
final class Operator implements Timeline.StepTaker {
    /** Scenario time in which a node must do what it was told, where a step gives no limit of its own. */
    private static final Duration LIMIT = Duration.ofSeconds(30);
    /** Real time: a container starts as fast at every factor. */
    private static final RealTime START_LIMIT = RealTime.ofSeconds(20);
    /** Real time. */
    private static final Duration BENCHMARK_LIMIT = Duration.ofSeconds(60);
    /** Real time from SIGTERM to SIGKILL; a primary waits for its replicas up to shutdown-timeout, 10 s. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final String MIN_REPLICAS = "min-replicas-to-write";
    private static final String NO_GROUP_HAS_SO_MANY = "65535";

    private final Deployment deployment;
    private final Topology topology;
    private final Plane plane;
    private final Secret secret;
    private final ClusterOperator cluster;
    private final Load load;
    private final Consumer<Node> onStarted;
    private final String file;
    private final RunClock clock;
    private final Journal journal;
    private final Set<String> joined = ConcurrentHashMap.newKeySet();

    /**
     * @param onStarted is told each node that runs for the first time
     * @param file where the steps stand, for messages
     */
    Operator(
            Deployment deployment,
            Plane plane,
            Secret secret,
            Load load,
            Consumer<Node> onStarted,
            String file,
            RunClock clock,
            Journal journal) {
        this.deployment = deployment;
        this.topology = deployment.topology();
        this.plane = plane;
        this.secret = secret;
        this.cluster = new ClusterOperator(deployment, plane, clock);
        this.load = load;
        this.onStarted = onStarted;
        this.file = file;
        this.clock = clock;
        this.journal = journal;
    }

    @Override
    public Taken take(ScheduledStep planned) throws InterruptedException {
        journal.append(new StepStarted(clock.nanos(), planned.id(), planned.describe()));
        try {
            String answer = perform(planned.step());
            journal.append(new StepDone(clock.nanos(), planned.id(), answer));
            return Taken.DONE;
        } catch (Refused e) {
            String where = planned.line() == null ? planned.id() : file + ":" + planned.line();
            journal.append(new StepRefused(clock.nanos(), planned.id(), where + ": " + e.getMessage()));
            return Taken.REFUSED;
        } catch (NotDone | Unreachable | RedisException | DeploymentException e) {
            journal.append(new StepFailed(clock.nanos(), planned.id(), String.valueOf(e.getMessage())));
            return Taken.FAILED;
        }
    }

    /** Nodes that came up alone and that no step has made part of the group, because one before was refused. */
    Set<String> leftAlone(Set<String> later) {
        return topology.redisNodes().stream()
                .filter(n -> later.contains(n.name()) && n.replicaOf() == null)
                .map(Node::name)
                .filter(name -> !joined.contains(name))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A step that only asks found why nothing may be changed. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String reason) {
            super(reason);
        }
    }

    /** A step that did not succeed within its limit. */
    static class NotDone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotDone(String reason) {
            super(reason);
        }
    }

    /** The one place that knows what each kind of step is. */
    private String perform(Step step) throws InterruptedException {
        Optional<String> inCluster = cluster.perform(step);
        if (inCluster.isPresent()) {
            return inCluster.get();
        } else if (step instanceof Step.Start start) {
            return start(start.nodes().stream().map(topology::node).toList());
        } else if (step instanceof Step.Promote promote) {
            return replicaof(topology.node(promote.node()), "NO", "ONE");
        } else if (step instanceof Step.Replicate replicate) {
            Address of = topology.node(replicate.of()).address();
            joined.add(replicate.node());
            return replicaof(topology.node(replicate.node()), of.host(), String.valueOf(of.port()));
        } else if (step instanceof Step.MayReplicate may) {
            return mayReplicate(topology.node(may.node()), topology.node(may.of()));
        } else if (step instanceof Step.Observe observe) {
            clock.awaitNanos(clock.nanos() + observe.lasting().toNanos());
            return "observed";
        } else if (step instanceof Step.StopWrites stop) {
            return gate(topology.node(stop.node()), NO_GROUP_HAS_SO_MANY, "NOREPLICAS");
        } else if (step instanceof Step.ResumeWrites resume) {
            Node node = topology.node(resume.node());
            return gate(node, node.setting(MIN_REPLICAS).orElse("0"), "OK");
        } else if (step instanceof Step.Retire retire) {
            return retire(retire.nodes().stream().map(topology::node).toList());
        } else if (step instanceof Step.Failover failover) {
            return failover(topology.node(failover.sentinel()));
        } else if (step instanceof Step.CoordinatedFailover failover) {
            return failover(topology.node(failover.sentinel()), "COORDINATED");
        } else if (step instanceof Step.SimulateFailure simulate) {
            return simulate(simulate);
        } else if (step instanceof Step.Reset reset) {
            return reset(topology.node(reset.sentinel()));
        } else if (step instanceof Step.Monitor monitor) {
            return monitor(
                    topology.node(monitor.sentinel()),
                    topology.node(monitor.primary()).address());
        } else if (step instanceof Step.Point point) {
            return point(point);
        } else if (step instanceof Step.Benchmark benchmark) {
            return benchmark(benchmark);
        } else if (step instanceof Step.Await await) {
            return await(await);
        }
        throw new AssertionError("unhandled step " + step);
    }

    private String start(List<Node> nodes) throws InterruptedException {
        nodes.forEach(deployment::startAgain);
        for (Node node : nodes) {
            await(node.name() + " answers", START_LIMIT, () -> missing(node, info -> Optional.empty()));
            onStarted.accept(node);
        }
        return nodes.stream().map(n -> n.name() + " answers").collect(Collectors.joining(", "));
    }

    private String replicaof(Node node, String host, String port) throws InterruptedException {
        NodeConnection connection = plane.to(node);
        String said = words(connection.raw("REPLICAOF", host, port));
        boolean alone = host.equals("NO");
        await(node.name() + " has its new role", clock.real(LIMIT), () -> {
            List<Object> role = connection.raw("ROLE");
            boolean done = alone
                    ? "master".equals(role.get(0))
                    : "slave".equals(role.get(0)) && host.equals(role.get(1)) && port.equals("" + role.get(2));
            return done ? Optional.empty() : Optional.of(node.name() + " says ROLE " + words(role));
        });
        return "REPLICAOF " + host + " " + port + ": " + said;
    }

    private String mayReplicate(Node node, Node of) {
        var preconditions = new ReplicationPreconditions(plane, node, of);
        List<String> obstacles = preconditions.obstacles();
        if (!obstacles.isEmpty()) {
            throw new Refused(String.join("; ", obstacles));
        }
        return preconditions.words();
    }

    /** Done when a write gets the answer that it should get; one that is accepted writes what was there already. */
    private String gate(Node node, String replicas, String wanted) throws InterruptedException {
        NodeConnection connection = plane.to(node);
        connection.raw("CONFIG", "SET", MIN_REPLICAS, replicas);
        await(node.name() + " answers writes with " + wanted, clock.real(LIMIT), () -> {
            String said = answerToWrite(connection);
            return said.startsWith(wanted)
                    ? Optional.empty()
                    : Optional.of(node.name() + " answers a write with " + said + ", not " + wanted);
        });
        return "CONFIG SET " + MIN_REPLICAS + " " + replicas + ": a write is answered with " + wanted;
    }

    private static String answerToWrite(NodeConnection connection) {
        try {
            connection.raw("DEL", "splitproof:no-such-key");
            return "OK";
        } catch (RedisCommandExecutionException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private String retire(List<Node> nodes) {
        for (Node node : nodes) {
            deployment.stop(node, GRACE);
            if (deployment.isRunning(node)) {
                throw new NotDone(node.name() + " still runs");
            }
        }
        return nodes.stream().map(Node::name).collect(Collectors.joining(", ")) + " ended";
    }

    /**
     * Every call forgets what was to be simulated before, and HELP simulates nothing ({@code sentinelCommand} in {@code
     * sentinel.c}). A Sentinel that is gone has nothing left to take back.
     */
    private String simulate(Step.SimulateFailure simulate) {
        boolean takesBack = simulate.form() == SimulatedFailure.NONE;
        var answers = new ArrayList<String>();
        for (String name : simulate.sentinels()) {
            Node sentinel = topology.node(name);
            if (takesBack && !deployment.isRunning(sentinel)) {
                answers.add(name + ": gone");
                continue;
            }
            String form = takesBack ? "HELP" : simulate.form().word();
            List<Object> said = plane.to(sentinel).raw("SENTINEL", "SIMULATE-FAILURE", form);
            answers.add(name + ": " + (takesBack ? "taken back" : words(said)));
        }
        return String.join(", ", answers);
    }

    private String reset(Node sentinel) {
        String group = topology.watched().get(0).name();
        return "SENTINEL RESET " + group + ": " + words(plane.to(sentinel).raw("SENTINEL", "RESET", group));
    }

    private String failover(Node sentinel, String... how) throws InterruptedException {
        String group = topology.watched().get(0).name();
        NodeConnection connection = plane.to(sentinel);
        List<Object> before = connection.raw("SENTINEL", "GET-MASTER-ADDR-BY-NAME", group);
        var command = new ArrayList<>(List.of("SENTINEL", "FAILOVER", group));
        command.addAll(List.of(how));
        String said = words(connection.raw(command.toArray(String[]::new)));
        await("the failover that was asked for", clock.real(LIMIT), () -> {
            List<Object> now = connection.raw("SENTINEL", "GET-MASTER-ADDR-BY-NAME", group);
            return now.equals(before) ? Optional.of(sentinel.name() + " still names " + words(now)) : Optional.empty();
        });
        return String.join(" ", command) + ": " + said + "; then "
                + words(connection.raw("SENTINEL", "GET-MASTER-ADDR-BY-NAME", group));
    }

    /** What a Sentinel that is set up anew would have in its file: the address, and the settings that it had. */
    private String monitor(Node sentinel, Address primary) {
        String group = topology.watched().get(0).name();
        NodeConnection connection = plane.to(sentinel);
        Map<String, String> before = NodeConnection.pairs(connection.raw("SENTINEL", "MASTER", group));
        connection.raw("SENTINEL", "REMOVE", group);
        connection.raw(
                "SENTINEL",
                "MONITOR",
                group,
                primary.host(),
                String.valueOf(primary.port()),
                String.valueOf(before.get("quorum")));
        connection.raw("SENTINEL", "SET", group, "auth-pass", secret.reveal());
        for (String kept : List.of("down-after-milliseconds", "failover-timeout", "parallel-syncs")) {
            connection.raw("SENTINEL", "SET", group, kept, String.valueOf(before.get(kept)));
        }
        return sentinel.name() + " names "
                + words(connection.raw("SENTINEL", "GET-MASTER-ADDR-BY-NAME", group)) + ", before "
                + before.get("ip") + " " + before.get("port");
    }

    private String point(Step.Point point) throws InterruptedException {
        load.point(point);
        await(
                point.client() + " is started anew",
                clock.real(LIMIT),
                () -> load.isPointed(point.client())
                        ? Optional.empty()
                        : Optional.of(point.client() + " still has an operation under way"));
        return point.client() + " was started anew";
    }

    private String benchmark(Step.Benchmark benchmark) {
        String printed = deployment.benchmark(topology.node(benchmark.node()), benchmark.requests(), BENCHMARK_LIMIT);
        return printed.lines()
                .map(String::strip)
                .filter(line -> line.contains("requests per second"))
                .reduce((first, last) -> last)
                .orElseThrow(() -> new NotDone("the benchmark printed no result: " + printed.strip()));
    }

    private String await(Step.Await await) throws InterruptedException {
        Node node = topology.node(await.node());
        await(
                await.describe(),
                clock.real(await.within()),
                () -> missing(node, await::missing).or(() -> behind(await, node)));
        return await.answer(plane.to(node).info());
    }

    private Optional<String> behind(Step.Await await, Node node) {
        if (await.caughtUpWith() == null) {
            return Optional.empty();
        }
        try {
            Map<String, String> source =
                    plane.to(topology.node(await.caughtUpWith())).info();
            return await.behind(source, plane.to(node).info());
        } catch (Unreachable e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> missing(Node node, Function<Map<String, String>, Optional<String>> lacks) {
        try {
            return lacks.apply(plane.to(node).info());
        } catch (Unreachable e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static void await(String what, RealTime limit, Supplier<Optional<String>> missing)
            throws InterruptedException {
        Optional<String> lacking = Await.nothingMissing(what, limit, missing);
        if (lacking.isPresent()) {
            throw new NotDone(lacking.get());
        }
    }

    private static String words(List<Object> reply) {
        return reply.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }
}
