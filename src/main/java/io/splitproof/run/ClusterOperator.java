package io.splitproof.run;

import io.lettuce.core.api.sync.RedisCommands;
import io.splitproof.deployment.Deployment;
import io.splitproof.fault.Step;
import io.splitproof.history.RealTime;
import io.splitproof.probe.NodeConnection.Unreachable;
import io.splitproof.probe.Plane;
import io.splitproof.run.Operator.NotDone;
import io.splitproof.topology.Group;
import io.splitproof.topology.Node;
import io.splitproof.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What an operator does with a Cluster: by {@code redis-cli --cluster} on one of its boxes, and by CLUSTER FAILOVER. */
final class ClusterOperator {
    /** Scenario time, as CLUSTER_MF_TIMEOUT: a manual failover that takes longer is given up. */
    private static final Duration FAILOVER_LIMIT = Duration.ofSeconds(6);
    /** Real time. */
    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(60);

    /** Scenario time: a node that has joined waits for node-timeout, 5 s at most (CLUSTER_MAX_REJOIN_DELAY). */
    private static final Duration JOIN_LIMIT = Duration.ofSeconds(15);

    private static final RealTime COMMAND_LEAST = RealTime.ofSeconds(5);
    private static final int LAST_LINES = 3;

    private final Deployment deployment;
    private final Topology topology;
    private final Plane plane;
    private final RunClock clock;

    ClusterOperator(Deployment deployment, Plane plane, RunClock clock) {
        this.deployment = deployment;
        this.topology = deployment.topology();
        this.plane = plane;
        this.clock = clock;
    }

    /** What the nodes or the command line said; empty if it is no step of a Cluster. */
    Optional<String> perform(Step step) throws InterruptedException {
        if (step instanceof Step.ClusterFailover failover) {
            return Optional.of(failover(failover));
        } else if (step instanceof Step.AddNode add) {
            return Optional.of(add(topology.node(add.node())));
        } else if (step instanceof Step.Rebalance rebalance) {
            return Optional.of(rebalance(rebalance));
        } else if (step instanceof Step.Fix fix) {
            return Optional.of(commandLine(topology.node(fix.node()), "fix", "--cluster-yes"));
        } else if (step instanceof Step.Import asked) {
            return Optional.of(new ClusterImport(deployment, plane).of(topology.node(asked.source())));
        }
        return Optional.empty();
    }

    private String failover(Step.ClusterFailover failover) throws InterruptedException {
        Node node = topology.node(failover.node());
        var words = new ArrayList<>(List.of("CLUSTER", "FAILOVER"));
        words.addAll(failover.mode().options());
        String said = plane.to(node).raw(words.toArray(String[]::new)).stream()
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
        Optional<String> lacking = Await.nothingMissing(
                node.name() + " has taken over",
                clock.real(FAILOVER_LIMIT).atLeast(RealTime.ofSeconds(2)),
                () -> hasSlots(node) ? Optional.empty() : Optional.of(node.name() + " serves no slots"));
        if (lacking.isPresent()) {
            throw new NotDone(lacking.get());
        }
        return String.join(" ", words) + ": " + said + "; " + node.name() + " serves slots";
    }

    private boolean hasSlots(Node node) {
        return plane.to(node)
                .ask(RedisCommands::clusterNodes)
                .lines()
                .filter(line -> line.contains("myself"))
                .anyMatch(line -> line.contains("master") && line.split(" ", -1).length > 8);
    }

    private String add(Node node) throws InterruptedException {
        Node member = anyMember(topology);
        String said = commandLine(member, "add-node " + node.address(), "");
        await(
                "every node knows " + node.name(),
                () -> topology.members().stream()
                        .filter(n -> deployment.isRunning(n) && !knows(n, node))
                        .map(n -> n.name() + " does not know " + node.name())
                        .findFirst());
        await(node.name() + " is ready for slots", () -> isReady(node));
        return said + "; every node knows " + node.name() + ", which is ready for slots";
    }

    /** A node that is in the Cluster at boot. */
    static Node anyMember(Topology topology) {
        return topology.groups().stream()
                .filter(g -> topology.slotsOf(g.name()).isPresent())
                .map(Group::primary)
                .map(topology::node)
                .findFirst()
                .orElseThrow();
    }

    /** For a while after it has joined a node says that the Cluster is down, and takes no keys. */
    private Optional<String> isReady(Node node) {
        String info = plane.to(node).ask(RedisCommands::clusterInfo);
        return info.contains("cluster_state:ok")
                ? Optional.empty()
                : Optional.of(node.name() + " does not say cluster_state:ok");
    }

    private void await(String what, Supplier<Optional<String>> missing) throws InterruptedException {
        Optional<String> lacking =
                Await.nothingMissing(what, clock.real(JOIN_LIMIT).atLeast(COMMAND_LEAST), missing);
        if (lacking.isPresent()) {
            throw new NotDone(lacking.get());
        }
    }

    private boolean knows(Node observer, Node node) {
        return plane.to(observer)
                .ask(RedisCommands::clusterNodes)
                .lines()
                .anyMatch(line -> line.contains(" " + node.address() + "@")
                        && line.contains(" connected")
                        && !line.contains("handshake"));
    }

    private String rebalance(Step.Rebalance rebalance) {
        Node to = topology.node(rebalance.to());
        String id = plane.to(to).ask(RedisCommands::clusterMyId);
        try {
            String said = commandLine(
                    to, "rebalance", "--cluster-use-empty-masters --cluster-weight " + id + "=" + rebalance.weight());
            notMoved(to).ifPresent(why -> {
                throw new CommandFailed(why + "; the command line said: " + said);
            });
            if (rebalance.interrupted()) {
                throw new NotDone("it was to be broken off, but it succeeded: " + said);
            }
            return said;
        } catch (CommandFailed e) {
            if (rebalance.interrupted()) {
                return "broken off, as meant: " + e.getMessage();
            }
            throw e;
        }
    }

    /** What shows that slots are still under way; redis-cli ends with 0 where the node that they move to has died. */
    private Optional<String> notMoved(Node to) {
        for (Node node : topology.members()) {
            try {
                boolean open = plane.to(node)
                        .ask(RedisCommands::clusterNodes)
                        .lines()
                        .anyMatch(line -> line.contains("myself") && line.contains("["));
                if (open) {
                    return Optional.of(node.name() + " has a slot that is still under way");
                }
            } catch (Unreachable e) {
                if (node.equals(to)) {
                    return Optional.of(String.valueOf(e.getMessage()));
                }
            }
        }
        return Optional.empty();
    }

    /** The command line said that it failed, or the slots do. */
    private static final class CommandFailed extends NotDone {
        private static final long serialVersionUID = 1L;

        CommandFailed(String said) {
            super(said);
        }
    }

    private String commandLine(Node member, String command, String options) {
        String line = "--cluster " + command + " " + member.address() + (options.isEmpty() ? "" : " " + options);
        String printed = deployment.commandLine(member, COMMAND_LIMIT, line);
        String last = last(printed);
        if (printed.strip().endsWith(Deployment.FAILED) || printed.contains("[ERR]")) {
            throw new CommandFailed(deployment.software().cliBinary() + " " + line + ": " + last);
        }
        return last;
    }

    /** The last lines that say something; a rebalance prints a {@code #} for each slot. */
    static String last(String printed) {
        List<String> lines = printed.lines()
                .map(l -> l.replaceAll("\\u001B\\[[0-9;]*m|#+", "").strip())
                .filter(l -> !l.isEmpty())
                .toList();
        return String.join("; ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }
}
