package io.splitproof.forecast;

import io.splitproof.fault.CrashFlavour;
import io.splitproof.fault.Fault;
import io.splitproof.fault.Physics;
import io.splitproof.fault.Ports;
import io.splitproof.topology.Link;
import io.splitproof.topology.Node;
import io.splitproof.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fault with what its targets resolved to.
 *
 * @param resolved names of nodes or boxes
 * @param links the directed links it cuts; for a reply loss those whose replies vanish
 * @param began when it took effect, from the moment at which the newest fault did; negative before it
 * @param ended when it was healed, on the same scale; null if it was not
 */
public record Disruption(
        Fault fault,
        List<String> resolved,
        List<Link> links,
        Duration began,
        @Nullable Duration ended) {
    public Disruption {
        resolved = List.copyOf(resolved);
        links = List.copyOf(links);
    }

    /** One that is the newest, or whose age makes no difference. */
    public Disruption(Fault fault, List<String> resolved, List<Link> links) {
        this(fault, resolved, links, Duration.ZERO, null);
    }

    /** True if it slows links and cuts none. */
    boolean slows() {
        return fault.slows().isPresent();
    }

    /** The same links, silent for as long as a failover takes; bytes arrive after that. */
    Disruption asSilence() {
        return new Disruption(new Fault.Partition(List.of(), Physics.STALL), resolved, links);
    }

    /** True if nothing that {@code from} sends as a client, a replica or a Sentinel, or answers, reaches {@code to}. */
    boolean cuts(String from, String to) {
        return cuts(from, to, Ports.BUS);
    }

    /** The same of a Cluster's bus, where nodes talk to one another. */
    boolean cutsBus(String from, String to) {
        return cuts(from, to, Ports.DATA);
    }

    private boolean cuts(String from, String to, Ports spared) {
        return fault.cutsLinks()
                && !(fault instanceof Fault.ReplyLoss)
                && fault.ports() != spared
                && links.contains(new Link(from, to));
    }

    /** True if requests of {@code from} to {@code to} lose their replies. */
    boolean losesReplies(String from, String to, Topology topology) {
        return fault instanceof Fault.ReplyLoss
                && resolved.size() == 2
                && box(resolved.get(0), topology).equals(from)
                && box(resolved.get(1), topology).equals(to);
    }

    /** True if the node's process is gone for good, as far as this fault goes. */
    boolean kills(Node node, Topology topology) {
        boolean comesBack = fault instanceof Fault.Kill && topology.restartsByItself();
        boolean ends = fault instanceof Fault.Kill || fault instanceof Fault.Stop;
        return killsBox(node.box(), topology) || (ends && hits(node) && !comesBack);
    }

    /** True if everything in the box is gone for good, a client that lives there included. */
    boolean killsBox(String box, Topology topology) {
        return fault instanceof Fault.Kill kill
                && kill.flavour() == CrashFlavour.HOST
                && resolved.stream().anyMatch(name -> box(name, topology).equals(box));
    }

    /** True if the node's process dies of it, whether or not it comes back. */
    boolean ends(Node node, Topology topology) {
        return kills(node, topology) || ((fault instanceof Fault.Kill || fault instanceof Fault.Restart) && hits(node));
    }

    boolean restarts(Node node) {
        return fault instanceof Fault.Restart && hits(node);
    }

    boolean freezes(Node node) {
        return fault instanceof Fault.Pause && hits(node);
    }

    /** How the wall clock of a node was set, and when; back again where that was healed. */
    List<Jump> jumps(Node node) {
        var jumps = new ArrayList<Jump>();
        if (fault instanceof Fault.ClockJump jump && hits(node)) {
            jumps.add(new Jump(began, jump.by()));
            if (ended != null) {
                jumps.add(new Jump(ended, jump.by().negated()));
            }
        }
        return jumps;
    }

    /** The rate at which a fault lets a node's clocks run; 1 without one. */
    double rate(Node node) {
        return fault instanceof Fault.ClockDrift drift && hits(node) ? drift.rate() : 1;
    }

    /** True if peers see nothing at all; false if their connections close. */
    boolean isSilent() {
        if (fault instanceof Fault.Kill kill) {
            return kill.flavour() == CrashFlavour.HOST;
        }
        return fault.cutBy()
                .map(p -> p == Physics.BLACKHOLE || p == Physics.STALL || p == Physics.DROP)
                .orElse(fault instanceof Fault.Pause);
    }

    private boolean hits(Node node) {
        return resolved.contains(node.name()) || resolved.contains(node.box());
    }

    private static String box(String name, Topology topology) {
        return topology.findNode(name).map(Node::box).orElse(name);
    }
}
