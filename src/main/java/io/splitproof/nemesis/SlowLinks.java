package io.splitproof.nemesis;

import io.splitproof.deployment.Block.Stream;
import io.splitproof.deployment.Proxy;
import io.splitproof.fault.Slowness;
import io.splitproof.history.Clock;
import io.splitproof.history.Journal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Shows that links are slow, and that they are fast again, by the time of requests through those very links: before the
 * fault, under it, and after the heal.
 */
final class SlowLinks {
    /** The fastest of them counts, because a busy machine only ever makes requests slower. */
    private static final int ROUNDS = 3;

    private static final int TRIES = 3;
    /** Real time. Trips that take longer than this need no repetition: noise is small beside them. */
    private static final Duration LONG = Duration.ofMillis(500);
    /** Real time, beside what the slowness itself takes. */
    private static final Duration ALLOWANCE = Duration.ofSeconds(3);

    private final LinkEffects links;
    private final PaceProber prober;
    private final Clock clock;
    private final Journal journal;
    private final Map<String, Map<Proxy, Pace>> before = new ConcurrentHashMap<>();

    SlowLinks(LinkEffects links, PaceProber prober, Clock clock, Journal journal) {
        this.links = links;
        this.prober = prober;
        this.clock = clock;
        this.journal = journal;
    }

    private Slowness slowness(Resolved target) {
        return Slowness.of(target.fault(), clock.factor()).orElseThrow();
    }

    /** Measures the links of a fault that is about to start. */
    void measure(Resolved target) {
        Trips trips = Trips.toShow(slowness(target));
        Set<Proxy> proxies = links.alive(Cut.proxies(links.cuts(target)));
        // A bus takes no request whose answer could be timed; it is slowed by the same toxics.
        proxies.removeIf(Proxy::isBus);
        before.put(target.planned().id(), fastest(proxies, trips, ALLOWANCE, false, ROUNDS));
    }

    private Map<Proxy, Pace> fastest(Set<Proxy> proxies, Trips trips, Duration limit, boolean atOnce, int rounds) {
        var fastest = new LinkedHashMap<Proxy, Pace>();
        for (int i = 0; i < rounds; i++) {
            prober.measure(proxies, trips, limit, atOnce, clock::nanos)
                    .forEach((proxy, pace) -> fastest.merge(proxy, pace, Pace::fasterOf));
        }
        return fastest;
    }

    /**
     * On every link requests must take what the fault adds at least, and half of that at least must be new: a busy
     * machine can make the earlier measurement too long.
     */
    Proof prove(Resolved target) {
        return judged(target, true);
    }

    /** Every link must have lost at least half of what the fault added. */
    Proof proveHealed(Resolved target) {
        return judged(target, false);
    }

    private Proof judged(Resolved target, boolean slow) {
        Map<Proxy, Pace> earlier = before.getOrDefault(target.planned().id(), Map.of());
        Set<Proxy> open = links.alive(new LinkedHashSet<>(earlier.keySet()));
        if (open.isEmpty() && !slow && !earlier.isEmpty()) {
            return Proof.of("a dead node or host stands at one end of each of its links, so that nothing is slow");
        }
        if (open.isEmpty()) {
            return Proof.doubt("no running node stands behind any of its links, so that none could be measured");
        }
        int all = open.size();
        String last = "";
        for (int i = 0; i < TRIES && !open.isEmpty(); i++) {
            var wrong = new LinkedHashSet<Proxy>();
            for (var entry : now(target, open, slow).entrySet()) {
                Pace was = earlier.getOrDefault(entry.getKey(), entry.getValue());
                last = words(target, entry.getKey(), was, entry.getValue());
                journal.append(entry.getValue().seen());
                if (!fits(target, entry.getKey(), was, entry.getValue(), slow)) {
                    wrong.add(entry.getKey());
                }
            }
            open = wrong;
        }
        return open.isEmpty()
                ? Proof.of("requests through " + all + " proxies from inside their boxes took as long as they should;"
                        + " the last: " + last)
                : Proof.doubt(open.size() + " of " + all + " proxies; the last: " + last);
    }

    private Map<Proxy, Pace> now(Resolved target, Set<Proxy> proxies, boolean slow) {
        Slowness slowness = slowness(target);
        Trips trips = Trips.toShow(slowness);
        Duration longest = longest(slowness, trips);
        return fastest(
                proxies,
                trips,
                slow ? longest.plus(ALLOWANCE) : ALLOWANCE,
                slow,
                longest.compareTo(LONG) > 0 ? 1 : ROUNDS);
    }

    /** What these trips take at most on a link that is slow both ways. */
    private static Duration longest(Slowness slowness, Trips trips) {
        if (slowness instanceof Slowness.Latency latency) {
            return Duration.ofMillis(2L * trips.logins() * (latency.millis() + latency.jitterMillis()));
        }
        return Duration.ofMillis(2
                * trips.bytesSent("probe-of-a-long-name-and-number")
                / ((Slowness.Bandwidth) slowness).kilobytesPerSecond());
    }

    private boolean fits(Resolved target, Proxy proxy, Pace was, Pace is, boolean slow) {
        long added = is.nanos() - was.nanos();
        long least = leastAdded(target, proxy, is);
        return was.complete()
                && is.complete()
                && (slow ? is.nanos() >= least && added >= least / 2 : added < least / 2);
    }

    private long leastAdded(Resolved target, Proxy proxy, Pace pace) {
        List<Cut> cuts = links.cuts(target);
        return pace.leastAdded(
                slowness(target),
                cuts.contains(new Cut(proxy, Stream.UPSTREAM)),
                cuts.contains(new Cut(proxy, Stream.DOWNSTREAM)));
    }

    private String words(Resolved target, Proxy proxy, Pace was, Pace is) {
        return is.trips().all() + " requests " + proxy.box() + " -> " + proxy.toNode()
                + (is.complete() ? "" : " were not all answered and") + " took " + millis(is.nanos())
                + " of real time, and " + millis(was.nanos()) + " before the fault, which adds "
                + millis(leastAdded(target, proxy, is)) + " at least";
    }

    private static String millis(long nanos) {
        return Math.round(nanos / 1e5) / 10.0 + " ms";
    }
}
