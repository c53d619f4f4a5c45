package io.splitproof.nemesis;

import io.splitproof.deployment.Deployment;
import io.splitproof.deployment.DeploymentException;
import io.splitproof.deployment.Parallel;
import io.splitproof.deployment.Proxy;
import io.splitproof.history.Clock;
import io.splitproof.history.Event.LinkProbed;
import io.splitproof.topology.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Sends bytes through the very proxies that a fault concerns, from inside their boxes, and asks the receivers what
 * arrived.
 */
final class LinkProber {
    /** Real time: a probe through an open link takes about 10 ms. */
    private static final String SILENCE_SECONDS = "1";

    private static final Duration LIMIT = Duration.ofSeconds(8);

    /** Probes under way at once: each is a process, and each must be scheduled within its second. */
    private static final int AT_ONCE = 48;

    /** The same among so many nodes that two cores have little left: 48 keep nodes from running for a second and more. */
    private static final int AT_ONCE_OF_MANY = 24;

    /** Proxies; what isolates one box of about fifty. */
    private static final int MANY = 250;

    /** What a script of one more box, or one more batch of a box, costs a small machine. */
    private static final Duration OF_EACH = Duration.ofMillis(1_500);

    private static final String ANSWER = "WRONGPASS";

    /** What the command line says when a node ends a connection to its bus, on which it has met no bus message. */
    private static final String BUS_ANSWER = "closed the connection";

    private final Deployment deployment;
    private final Executor executor;
    private final Clock clock;
    private final Arrivals arrivals;
    private final BusArrivals busArrivals;
    private final AtomicLong next = new AtomicLong();
    private final String series = Long.toString(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE), 36);

    LinkProber(Deployment deployment, Executor executor, Clock clock, Arrivals arrivals) {
        this.deployment = deployment;
        this.executor = executor;
        this.clock = clock;
        this.arrivals = arrivals;
        this.busArrivals = new BusArrivals(deployment, executor);
    }

    /** Probes every given proxy once: boxes in parallel, as many at a time as leave the machine to what is measured. */
    List<LinkProbed> probe(Set<Proxy> proxies) {
        var byBox = new LinkedHashMap<String, List<Proxy>>();
        proxies.forEach(
                p -> byBox.computeIfAbsent(p.box(), b -> new ArrayList<>()).add(p));
        int atOnce = atOnce(proxies.size());
        var sent = new ArrayList<Sent>();
        for (List<String> wave : waves(byBox, atOnce)) {
            int most = wave.stream()
                    .mapToInt(box -> Objects.requireNonNull(byBox.get(box)).size())
                    .max()
                    .orElse(0);
            Duration limit = limit(most, atOnce).plusSeconds(10).plus(OF_EACH.multipliedBy(wave.size()));
            List<Callable<List<Sent>>> tasks = wave.stream()
                    .<Callable<List<Sent>>>map(box -> () -> send(box, Objects.requireNonNull(byBox.get(box)), atOnce))
                    .toList();
            Parallel.all(executor, "probing links", limit, tasks).forEach(sent::addAll);
        }
        return withArrivals(sent);
    }

    /** How many probes are under way at once, of that many. */
    static int atOnce(int probes) {
        return probes > MANY ? AT_ONCE_OF_MANY : AT_ONCE;
    }

    /** Boxes that together send so many probes at once, or one that alone has more and sends them in batches. */
    static List<List<String>> waves(Map<String, ? extends Collection<?>> byBox, int atOnce) {
        var waves = new ArrayList<List<String>>();
        int inLast = atOnce;
        for (var box : byBox.entrySet()) {
            int probes = Math.min(atOnce, box.getValue().size());
            if (inLast + probes > atOnce) {
                waves.add(new ArrayList<>());
                inLast = 0;
            }
            waves.get(waves.size() - 1).add(box.getKey());
            inLast += probes;
        }
        return waves;
    }

    /** One probe as its sender knows it. */
    record Sent(Proxy proxy, String name, Instant at, long atNanos, long doneNanos, boolean answered) {}

    private List<Sent> send(String box, List<Proxy> proxies, int atOnce) {
        var names = new LinkedHashMap<Proxy, String>();
        proxies.forEach(p -> names.put(p, nextName()));
        Instant at = BusArrivals.now();
        long before = clock.nanos();
        String output = deployment.script(box, script(names, atOnce), limit(names.size(), atOnce));
        long after = clock.nanos();
        var sent = new ArrayList<Sent>();
        names.forEach((proxy, name) ->
                sent.add(new Sent(proxy, name, at, before, after, answered(output, name, answersOf(proxy)))));
        return sent;
    }

    /** A part that is no Redis, or has none behind it, ends a connection on which it is spoken to as one. */
    private List<String> answersOf(Proxy proxy) {
        if (proxy.isBus()) {
            return List.of(BUS_ANSWER);
        }
        return isToPart(proxy) ? List.of(ANSWER, BUS_ANSWER, "reset by peer") : List.of(ANSWER);
    }

    private boolean isToPart(Proxy proxy) {
        return deployment
                .topology()
                .findNode(proxy.toNode())
                .filter(Node::isPart)
                .isPresent();
    }

    private static Duration limit(int probes, int atOnce) {
        return LIMIT.plus(OF_EACH.multipliedBy(probes / atOnce));
    }

    private String script(Map<Proxy, String> names, int atOnce) {
        var script = new StringBuilder();
        var begun = new AtomicInteger();
        names.forEach((proxy, name) -> {
            if (begun.getAndIncrement() % atOnce == atOnce - 1) {
                script.append("wait\n");
            }
            script.append("(echo ")
                    .append(name)
                    .append(" $(timeout ")
                    .append(SILENCE_SECONDS)
                    .append(' ');
            script.append(client(proxy));
            script.append(" AUTH ").append(name).append(" none 2>&1)) &\n");
        });
        return script.append("wait\n").toString();
    }

    /** The command line's client on its way through a proxy, from inside the proxy's box. */
    String client(Proxy proxy) {
        return deployment.software().cliBinary() + " -h " + proxy.hostInside() + " -p " + proxy.listenPort();
    }

    /** A name that no probe had before. */
    String nextName() {
        return "probe-" + series + "-" + next.incrementAndGet();
    }

    private static boolean answered(String output, String name, List<String> answers) {
        return output.lines()
                .anyMatch(
                        line -> line.startsWith(name + " ") && answers.stream().anyMatch(line::contains));
    }

    /** The same probes with what their receivers saw. */
    List<LinkProbed> withArrivals(List<Sent> sent) {
        var seen = new HashMap<String, Optional<Set<String>>>();
        Map<Sent, Boolean> onBus = busArrivals.of(sent);
        var results = new ArrayList<LinkProbed>();
        for (Sent probe : sent) {
            Node node = deployment.topology().node(probe.proxy().toNode());
            results.add(new LinkProbed(
                    probe.doneNanos(),
                    probe.atNanos(),
                    probe.proxy().box(),
                    node.name(),
                    probe.proxy().isBus() ? onBus.get(probe) : arrived(probe, node, seen),
                    probe.answered(),
                    probe.proxy().isBus() ? "bus" : null));
        }
        return results;
    }

    /**
     * What a balancer passed on, some Redis has seen, and what it answered itself had arrived as well; of the rest nobody
     * keeps a log.
     */
    private @Nullable Boolean arrived(Sent probe, Node node, Map<String, Optional<Set<String>>> seen) {
        if (node.isPart()) {
            boolean passedOn = deployment.topology().redisNodes().stream()
                    .anyMatch(redis -> Boolean.TRUE.equals(arrived(probe, redis, seen)));
            return (passedOn || probe.answered()) ? true : null;
        }
        return seen.computeIfAbsent(node.name(), n -> ask(node))
                .map(all -> all.contains(probe.name()))
                .orElse(null);
    }

    private Optional<Set<String>> ask(Node node) {
        try {
            return arrivals.at(node);
        } catch (DeploymentException e) {
            return Optional.empty();
        }
    }
}
