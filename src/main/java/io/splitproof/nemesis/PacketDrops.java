package io.splitproof.nemesis;

import io.splitproof.deployment.Deployment;
import io.splitproof.deployment.Parallel;
import io.splitproof.history.Clock;
import io.splitproof.topology.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Cuts links by dropping packets where they arrive, and tells from the kernel's counters how many were. */
final class PacketDrops {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Deployment deployment;
    private final Executor executor;
    private final Clock clock;
    private final Map<String, Map<Link, Long>> healed = new ConcurrentHashMap<>();

    PacketDrops(Deployment deployment, Executor executor, Clock clock) {
        this.deployment = deployment;
        this.executor = executor;
        this.clock = clock;
    }

    /** Cuts directed links, all receivers at once. */
    Spread cut(String id, Set<Link> links) {
        Map<String, Set<String>> senders = senders(links);
        return onEach(senders.keySet(), box -> deployment.drop(id, box, senders.getOrDefault(box, Set.of())));
    }

    /** Removes the rules. What was open before the cut goes on when TCP sends again. */
    Spread restore(String id, Set<Link> links) {
        var counts = new ConcurrentHashMap<Link, Long>();
        Spread spread = onEach(
                senders(links).keySet(),
                box -> deployment.pass(id, box).forEach((from, packets) -> counts.put(new Link(from, box), packets)));
        healed.put(id, counts);
        return spread;
    }

    private static Map<String, Set<String>> senders(Set<Link> links) {
        var senders = new TreeMap<String, Set<String>>();
        links.forEach(link ->
                senders.computeIfAbsent(link.to(), box -> new LinkedHashSet<>()).add(link.from()));
        return senders;
    }

    /**
     * Packets must have been dropped on every one of the links over which something was surely sent.
     *
     * @param sent links on which a probe or its answer was on its way
     */
    Proof counted(String id, Set<Link> links, Set<Link> sent) {
        var counts = new ConcurrentHashMap<Link, Long>();
        onEach(
                senders(links).keySet(),
                box -> deployment
                        .dropped(id, box)
                        .forEach((from, packets) -> counts.put(new Link(from, box), packets)));
        List<String> idle = sent.stream()
                .filter(link -> counts.getOrDefault(link, 0L) == 0)
                .map(Link::toString)
                .sorted()
                .toList();
        return idle.isEmpty()
                ? Proof.of(words(counts))
                : Proof.doubt("no packet was dropped on " + String.join(", ", idle) + ", though bytes were sent there");
    }

    /** What had been dropped when the rules were removed. */
    String total(String id) {
        return words(healed.getOrDefault(id, Map.of()));
    }

    private static String words(Map<Link, Long> counts) {
        return "packets dropped where they arrived: "
                + counts.values().stream().mapToLong(Long::longValue).sum() + " on " + counts.size()
                + " directed links, "
                + counts.values().stream().mapToLong(Long::longValue).min().orElse(0) + " at least on each";
    }

    private Spread onEach(Set<String> receivers, Consumer<String> action) {
        var tasks = new ArrayList<Callable<Long>>();
        receivers.forEach(box -> tasks.add(() -> {
            action.accept(box);
            return clock.nanos();
        }));
        return Spread.of(Parallel.all(executor, "changing packet filters", LIMIT, tasks), clock.nanos());
    }
}
