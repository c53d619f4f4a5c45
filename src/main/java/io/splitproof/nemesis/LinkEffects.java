package io.splitproof.nemesis;

import io.splitproof.deployment.Block;
import io.splitproof.deployment.Block.Stream;
import io.splitproof.deployment.Block.Toxic;
import io.splitproof.deployment.Deployment;
import io.splitproof.deployment.Parallel;
import io.splitproof.deployment.Proxy;
import io.splitproof.fault.Fault;
import io.splitproof.fault.Physics;
import io.splitproof.fault.Ports;
import io.splitproof.fault.Slowness;
import io.splitproof.history.Clock;
import io.splitproof.history.Event.LinkProbed;
import io.splitproof.history.Journal;
import io.splitproof.topology.Link;
import io.splitproof.topology.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Cuts links in their physics, all boxes at once, and shows cuts and heals by bytes sent through them. */
final class LinkEffects {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    /** A probe through a link that is open again can still be late on a busy machine; this many tries. */
    private static final int TRIES = 3;
    /** A proxy that dials while packets are dropped is back within 3 s, and a probe that gets no answer takes 1 s. */
    private static final int TRIES_AFTER_DROP = 8;
    /** What lets nothing pass either way, though one be cut. */
    private static final Set<Physics> WHOLE = Set.of(Physics.REFUSE, Physics.RESET, Physics.DROP);

    private final Deployment deployment;
    private final Executor executor;
    private final Clock clock;
    private final LinkProber prober;
    private final PacketDrops drops;
    private final Journal journal;
    private final Set<String> frozen = new HashSet<>();
    private final Set<String> deadHosts = new HashSet<>();

    LinkEffects(Deployment deployment, Executor executor, Clock clock, LinkProber prober, Journal journal) {
        this.deployment = deployment;
        this.executor = executor;
        this.clock = clock;
        this.prober = prober;
        this.drops = new PacketDrops(deployment, executor, clock);
        this.journal = journal;
    }

    /** Nodes whose process is frozen: toxics are added to their links only after closing them. */
    void frozen(Node node, boolean isFrozen) {
        if (isFrozen) {
            frozen.add(node.name());
        } else {
            frozen.remove(node.name());
        }
    }

    Spread cut(Resolved target) {
        return target.fault().dropsPackets()
                ? drops.cut(target.planned().id(), target.links())
                : block(cuts(target), physics(target.fault()));
    }

    /** Slows links as the fault says, at the run's factor. */
    Spread slow(Resolved target) {
        Toxic toxic = toxic(Slowness.of(target.fault(), clock.factor()).orElseThrow());
        return onEach(cuts(target), c -> block(c, toxic));
    }

    private static Toxic toxic(Slowness slowness) {
        return slowness instanceof Slowness.Latency latency
                ? Toxic.latency(latency.millis(), latency.jitterMillis())
                : Toxic.bandwidth(((Slowness.Bandwidth) slowness).kilobytesPerSecond());
    }

    /**
     * Lets nothing pass from and to the boxes of a resolved host crash: by packets dropped where that can be done, since
     * an address that moves is reached past the proxies to these boxes.
     *
     * <p>Clients lose it first, see {@link #clientsFirst}.
     */
    Spread silence(Resolved target) {
        deadHosts.addAll(target.names());
        if (deployment.dropsPackets()) {
            return drops.cut(target.planned().id(), target.links());
        }
        List<Cut> cuts = Cut.of(target.links(), deployment.proxies());
        Spread spread = clientsFirst(cuts, c -> block(c, Toxic.DROP));
        linger(cuts);
        return spread;
    }

    /**
     * What is meant to happen at one instant: in clients' boxes, and once all of that is done, in the others. What a
     * crashing node still acknowledged while its replicas are already out of reach would be lost by the cut and not by
     * the crash.
     */
    private <T> Spread clientsFirst(Collection<T> items, Consumer<T> action) {
        Predicate<T> hasNodes = i -> deployment.topology().box(boxOf(i)).hasNodes();
        Spread clients = onEach(items.stream().filter(hasNodes.negate()).toList(), action);
        return clients.and(onEach(items.stream().filter(hasNodes).toList(), action));
    }

    /** Undoes what {@link #silence} did to packets; the proxies are for the caller to open. */
    void endSilence(Resolved target) {
        if (deployment.dropsPackets() && !target.links().isEmpty()) {
            drops.restore(target.planned().id(), target.links());
        }
    }

    private Spread block(List<Cut> cuts, Physics physics) {
        if (physics == Physics.REFUSE) {
            return onEach(Cut.proxies(cuts), deployment::close);
        }
        Spread spread = onEach(cuts, c -> block(c, toxic(physics)));
        if (physics == Physics.BLACKHOLE) {
            linger(cuts);
        }
        return spread;
    }

    /** Second, so that it does not widen the spread of the cut itself: ends of connections come much later. */
    private void linger(List<Cut> cuts) {
        onEach(cuts, c -> block(c, Toxic.LINGER));
    }

    private void block(Cut cut, Toxic toxic) {
        var block = new Block(cut.stream(), toxic);
        if (frozen.contains(cut.proxy().toNode())) {
            deployment.closeAndBlock(cut.proxy(), block);
        } else {
            deployment.block(cut.proxy(), block);
        }
    }

    /** Lets every proxy that the fault touched pass again. */
    Spread restore(Resolved target) {
        if (target.fault().dropsPackets()) {
            return drops.restore(target.planned().id(), target.links());
        }
        return onEach(Cut.proxies(cuts(target)), deployment::open);
    }

    /** Closes the ways to what crashes, those of clients first. */
    void close(Collection<Proxy> proxies) {
        clientsFirst(proxies, deployment::close);
    }

    void open(Collection<Proxy> proxies) {
        onEach(proxies, deployment::open);
    }

    private <T> Spread onEach(Collection<T> items, Consumer<T> action) {
        var byBox = new LinkedHashMap<String, List<T>>();
        items.forEach(
                i -> byBox.computeIfAbsent(boxOf(i), b -> new ArrayList<>()).add(i));
        var tasks = new ArrayList<Callable<List<Long>>>();
        byBox.values()
                .forEach(own -> tasks.add(() -> {
                    var completions = new ArrayList<Long>();
                    for (T item : own) {
                        action.accept(item);
                        completions.add(clock.nanos());
                    }
                    return completions;
                }));
        var all = new ArrayList<Long>();
        Parallel.all(executor, "changing links", LIMIT, tasks).forEach(all::addAll);
        return Spread.of(all, clock.nanos());
    }

    private static String boxOf(Object item) {
        return item instanceof Cut cut ? cut.proxy().box() : ((Proxy) item).box();
    }

    List<Cut> cuts(Resolved target) {
        if (target.fault() instanceof Fault.ReplyLoss) {
            Link replies = target.links().iterator().next();
            return Cut.replies(replies.to(), replies.from(), deployment.proxies());
        }
        Ports ports = target.fault().ports();
        return Cut.of(
                target.links(),
                deployment.proxies().stream()
                        .filter(p -> ports == Ports.ALL || p.isBus() == (ports == Ports.BUS))
                        .toList());
    }

    private static Physics physics(Fault fault) {
        return fault.cutBy().orElseThrow();
    }

    private static Toxic toxic(Physics physics) {
        return switch (physics) {
            case BLACKHOLE -> Toxic.DROP;
            case STALL -> Toxic.HOLD;
            case RESET -> Toxic.RESET;
            case REFUSE -> throw new AssertionError("refuse closes proxies and needs no toxic");
            case DROP -> throw new AssertionError("packets are dropped by the kernel, which has no toxic");
        };
    }

    /**
     * Every cut stream must swallow its bytes, and every other stream of the same proxies must pass them; so must the
     * other ports of a link of which only some are cut. Where packets are dropped no new connection can be made, though
     * one direction alone be cut, so that nothing must arrive; the kernel's counters then tell the directions apart.
     */
    Proof proveCut(Resolved target) {
        Proof probed = proveByProbes(target);
        if (!target.fault().dropsPackets() || !probed.holds()) {
            return probed;
        }
        Proof counted = drops.counted(target.planned().id(), target.links(), sentOver(target));
        return counted.holds() ? Proof.of(probed.text() + "; " + counted.text()) : counted;
    }

    /** Cut links over which a probe of a living node has sent, or was answered. */
    private Set<Link> sentOver(Resolved target) {
        var sent = new HashSet<Link>();
        alive(Cut.proxies(cuts(target))).forEach(p -> {
            Link there = new Link(p.box(), p.toBox());
            // The first packet of an answer is lost only where that of the question was not.
            sent.add(target.links().contains(there) ? there : there.reversed());
        });
        return sent;
    }

    private Proof proveByProbes(Resolved target) {
        List<Cut> cuts = cuts(target);
        boolean all = WHOLE.contains(physics(target.fault()));
        Set<Proxy> cut = Cut.proxies(cuts);
        Set<Proxy> concerned = Cut.proxies(Cut.of(target.links(), deployment.proxies()));
        return matched(alive(target.fault() instanceof Fault.ReplyLoss ? cut : concerned), TRIES, p -> {
            boolean up = (all && cut.contains(p)) || cuts.contains(new Cut(p, Stream.UPSTREAM));
            boolean down = (all && cut.contains(p)) || cuts.contains(new Cut(p, Stream.DOWNSTREAM));
            return new Expected(!up, !up && !down);
        });
    }

    Proof proveRestored(Resolved target) {
        Set<Proxy> proxies = alive(Cut.proxies(cuts(target)));
        if (!target.fault().dropsPackets()) {
            return matched(proxies, TRIES, p -> new Expected(true, true));
        }
        Proof probed = matched(proxies, TRIES_AFTER_DROP, p -> new Expected(true, true));
        return probed.holds()
                ? Proof.of(probed.text() + "; " + drops.total(target.planned().id()))
                : probed;
    }

    /** Hosts that run again. */
    void alive(Resolved target) {
        deadHosts.removeAll(target.names());
    }

    /** Those of the proxies behind which a node runs that can answer, in boxes from which one can ask. */
    Set<Proxy> alive(Set<Proxy> proxies) {
        Set<String> alive = ConcurrentHashMap.newKeySet();
        Set<String> asked = proxies.stream().map(Proxy::toNode).collect(Collectors.toSet());
        asked.removeAll(frozen);
        Parallel.each(executor, "looking which nodes run", LIMIT, asked, name -> {
            if (deployment.isRunning(deployment.topology().node(name))) {
                alive.add(name);
            }
        });
        var result = new java.util.LinkedHashSet<>(proxies);
        result.removeIf(p -> !alive.contains(p.toNode()) || deadHosts.contains(p.box()));
        return result;
    }

    private record Expected(boolean arrived, boolean answered) {
        boolean matches(LinkProbed seen) {
            boolean arrivalFits = seen.arrived() == null || seen.arrived() == arrived;
            return arrivalFits && seen.answered() == answered;
        }

        @Override
        public String toString() {
            return answered ? "an answer" : arrived ? "arrival without an answer" : "no arrival";
        }
    }

    private static List<Object> way(Proxy proxy) {
        return List.of(proxy.box(), proxy.toNode(), proxy.isBus());
    }

    private Proof matched(Set<Proxy> proxies, int tries, java.util.function.Function<Proxy, Expected> expected) {
        if (proxies.isEmpty()) {
            return Proof.doubt("no running node stands behind any of its links, so that no bytes could be sent");
        }
        Map<List<Object>, List<Proxy>> ways = proxies.stream().collect(Collectors.groupingBy(LinkEffects::way));
        Set<Proxy> open = proxies;
        String last = "";
        for (int i = 0; i < tries && !open.isEmpty(); i++) {
            var wrong = new java.util.LinkedHashSet<Proxy>();
            for (LinkProbed seen : prober.probe(open)) {
                journal.append(seen);
                // Two where a client shares its box with nodes; a cut takes both, so the same is expected of both.
                List<Proxy> same = ways.getOrDefault(List.of(seen.from(), seen.toNode(), seen.ofBus()), List.of());
                if (!expected.apply(same.get(0)).matches(seen)) {
                    wrong.addAll(same);
                    last = "bytes sent " + seen.from() + " -> " + seen.toNode() + (seen.ofBus() ? "'s bus" : "")
                            + " should meet "
                            + expected.apply(same.get(0)) + "; arrived: " + seen.arrived() + ", answered: "
                            + seen.answered();
                }
            }
            open = wrong;
        }
        return open.isEmpty()
                ? Proof.of("bytes were sent through " + proxies.size() + " proxies from inside their boxes, each with"
                        + " the expected result")
                : Proof.doubt(open.size() + " of " + proxies.size() + " proxies; " + last);
    }
}
