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
import java.util.stream.Collectors;

/** Cuts links in their physics, all boxes at once, and shows cuts and heals by bytes sent through them. */
final class LinkEffects {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    /** A probe through a link that is open again can still be late on a busy machine; this many tries. */
    private static final int TRIES = 3;

    private final Deployment deployment;
    private final Executor executor;
    private final Clock clock;
    private final LinkProber prober;
    private final Journal journal;
    private final Set<String> frozen = new HashSet<>();
    private final Set<String> deadHosts = new HashSet<>();

    LinkEffects(Deployment deployment, Executor executor, Clock clock, LinkProber prober, Journal journal) {
        this.deployment = deployment;
        this.executor = executor;
        this.clock = clock;
        this.prober = prober;
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
        return block(cuts(target), physics(target.fault()));
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

    /** Blackholes everything from and to the boxes of a resolved host crash. */
    Spread blackhole(Resolved target) {
        deadHosts.addAll(target.names());
        return block(Cut.of(target.links(), deployment.proxies()), Physics.BLACKHOLE);
    }

    private Spread block(List<Cut> cuts, Physics physics) {
        if (physics == Physics.REFUSE) {
            return onEach(Cut.proxies(cuts), deployment::close);
        }
        Spread spread = onEach(cuts, c -> block(c, toxic(physics)));
        if (physics == Physics.BLACKHOLE) {
            // Second, so that it does not widen the spread of the cut itself: ends of connections come much later.
            onEach(cuts, c -> block(c, Toxic.LINGER));
        }
        return spread;
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
        return onEach(Cut.proxies(cuts(target)), deployment::open);
    }

    void close(Collection<Proxy> proxies) {
        onEach(proxies, deployment::close);
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
        if (fault instanceof Fault.Partition partition) {
            return partition.physics();
        } else if (fault instanceof Fault.Isolate isolate) {
            return isolate.physics();
        } else if (fault instanceof Fault.OneWayCut cut) {
            return cut.physics();
        }
        return Physics.BLACKHOLE;
    }

    private static Toxic toxic(Physics physics) {
        return switch (physics) {
            case BLACKHOLE -> Toxic.DROP;
            case STALL -> Toxic.HOLD;
            case RESET -> Toxic.RESET;
            case REFUSE -> throw new AssertionError("refuse closes proxies and needs no toxic");
        };
    }

    /**
     * Every cut stream must swallow its bytes, and every other stream of the same proxies must pass them; so must the
     * other ports of a link of which only some are cut.
     */
    Proof proveCut(Resolved target) {
        List<Cut> cuts = cuts(target);
        boolean all = physics(target.fault()) == Physics.REFUSE || physics(target.fault()) == Physics.RESET;
        Set<Proxy> cut = Cut.proxies(cuts);
        Set<Proxy> concerned = Cut.proxies(Cut.of(target.links(), deployment.proxies()));
        return matched(alive(target.fault() instanceof Fault.ReplyLoss ? cut : concerned), p -> {
            boolean up = (all && cut.contains(p)) || cuts.contains(new Cut(p, Stream.UPSTREAM));
            boolean down = (all && cut.contains(p)) || cuts.contains(new Cut(p, Stream.DOWNSTREAM));
            return new Expected(!up, !up && !down);
        });
    }

    Proof proveRestored(Resolved target) {
        return matched(alive(Cut.proxies(cuts(target))), p -> new Expected(true, true));
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

    private Proof matched(Set<Proxy> proxies, java.util.function.Function<Proxy, Expected> expected) {
        if (proxies.isEmpty()) {
            return Proof.doubt("no running node stands behind any of its links, so that no bytes could be sent");
        }
        Map<List<Object>, List<Proxy>> ways = proxies.stream().collect(Collectors.groupingBy(LinkEffects::way));
        Set<Proxy> open = proxies;
        String last = "";
        for (int i = 0; i < TRIES && !open.isEmpty(); i++) {
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
