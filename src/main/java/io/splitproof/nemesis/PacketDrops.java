package io.splitproof.nemesis;

import io.splitproof.deployment.Deployment;
import io.splitproof.deployment.Parallel;
import io.splitproof.history.Clock;
import io.splitproof.history.RealTime;
import io.splitproof.topology.Link;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;

/** Cuts links by dropping packets where they arrive, and tells from the kernel's counters how many were. */
final class PacketDrops {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    /** Real time in which the engine begins a command in every box, on a machine that is not overloaded. */
    private static final Duration LEAD = Duration.ofMillis(500);

    private final Deployment deployment;
    private final Executor executor;
    private final Clock clock;
    private final Map<String, Map<Link, Long>> healed = new ConcurrentHashMap<>();

    PacketDrops(Deployment deployment, Executor executor, Clock clock) {
        this.deployment = deployment;
        this.executor = executor;
        this.clock = clock;
    }

    /** Cuts directed links. */
    Spread cut(String id, Set<Link> links) {
        Map<String, Set<String>> senders = senders(links);
        healed.remove(id);
        return together(
                senders.keySet(), (box, at) -> deployment.drop(id, box, senders.getOrDefault(box, Set.of()), at));
    }

    /** Removes the rules. What was open before the cut goes on when TCP sends again. */
    synchronized Spread restore(String id, Set<Link> links) {
        var counts = new ConcurrentHashMap<Link, Long>();
        Spread spread = together(
                senders(links).keySet(),
                (box, at) -> deployment.pass(id, box, at, (from, packets) -> counts.put(new Link(from, box), packets)));
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
     * Packets must have been dropped on every one of the links over which something was surely sent. A proof that takes
     * longer than the fault finds what had been counted when the rules were removed.
     *
     * @param sent links on which a probe or its answer was on its way
     */
    synchronized Proof counted(String id, Set<Link> links, Set<Link> sent) {
        Map<Link, Long> ended = healed.get(id);
        Map<Link, Long> counts = ended == null ? now(id, links) : ended;
        List<String> idle = sent.stream()
                .filter(link -> counts.getOrDefault(link, 0L) == 0)
                .map(Link::toString)
                .sorted()
                .toList();
        return idle.isEmpty()
                ? Proof.of(words(counts))
                : Proof.doubt("no packet was dropped on " + String.join(", ", idle) + ", though bytes were sent there");
    }

    private Map<Link, Long> now(String id, Set<Link> links) {
        var counts = new ConcurrentHashMap<Link, Long>();
        Map<String, Set<String>> senders = senders(links);
        Parallel.each(
                executor,
                "reading packet filters",
                LIMIT,
                senders.keySet(),
                box -> deployment
                        .dropped(id, box)
                        .forEach((from, packets) -> counts.put(new Link(from, box), packets)));
        return counts;
    }

    /** What had been dropped when the rules were removed. */
    String total(String id) {
        return words(healed.getOrDefault(id, Map.of()));
    }

    private static String words(Map<Link, Long> counts) {
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        long busy = counts.values().stream().filter(packets -> packets > 0).count();
        return "packets dropped where they arrived: " + all + ", on " + busy + " of " + counts.size()
                + " directed links";
    }

    /** Has every receiver change its rules at one instant, since a command takes longer to begin than a cut may take. */
    private Spread together(Set<String> receivers, BiFunction<String, Instant, Instant> change) {
        long begun = clock.nanos();
        Instant at = Instant.now().plus(LEAD);
        var tasks = new ArrayList<Callable<Long>>();
        receivers.forEach(box -> tasks.add(() -> {
            var ago = new RealTime(Duration.between(change.apply(box, at), Instant.now()));
            // An engine on another machine may have another clock; what it did was done in this call all the same.
            return Math.max(
                    begun, clock.nanos() - Math.max(0, clock.scenario(ago).toNanos()));
        }));
        return Spread.of(Parallel.all(executor, "changing packet filters", LIMIT, tasks), clock.nanos());
    }
}
