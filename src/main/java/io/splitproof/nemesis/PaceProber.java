package io.splitproof.nemesis;

import io.splitproof.deployment.Deployment;
import io.splitproof.deployment.Parallel;
import io.splitproof.deployment.Proxy;
import io.splitproof.history.Event.LinkProbed;
import io.splitproof.nemesis.LinkProber.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/** Measures inside each box how long requests through its proxies take. All of it is real time. */
final class PaceProber {
    private final Deployment deployment;
    private final Executor executor;
    private final LinkProber prober;

    PaceProber(Deployment deployment, Executor executor, LinkProber prober) {
        this.deployment = deployment;
        this.executor = executor;
        this.prober = prober;
    }

    /** One line of what a probe's shell printed: time, bytes and lines of the answers. */
    private record Printed(long nanos, long bytes, long lines) {
        static final Printed NOTHING = new Printed(0, 0, 0);
    }

    /**
     * Sends these trips once through every proxy, boxes in parallel.
     *
     * @param atOnce whether the proxies of one box are used at once, which disturbs fast links and saves time on slow
     *     ones
     * @param limit how long the trips of one proxy may take
     * @param clock stamps what is recorded, in scenario time
     */
    Map<Proxy, Pace> measure(Set<Proxy> proxies, Trips trips, Duration limit, boolean atOnce, LongSupplier clock) {
        var byBox = new LinkedHashMap<String, List<Proxy>>();
        proxies.forEach(
                p -> byBox.computeIfAbsent(p.box(), b -> new ArrayList<>()).add(p));
        var tasks = new ArrayList<Callable<Map<Proxy, Pace>>>();
        byBox.forEach((box, own) -> tasks.add(() -> inBox(box, own, trips, limit, atOnce, clock)));
        var all = new LinkedHashMap<Proxy, Pace>();
        Parallel.all(executor, "measuring links", limit.plusSeconds(20), tasks).forEach(all::putAll);
        return all;
    }

    private Map<Proxy, Pace> inBox(
            String box, List<Proxy> proxies, Trips trips, Duration limit, boolean atOnce, LongSupplier clock) {
        var names = new LinkedHashMap<Proxy, String>();
        proxies.forEach(p -> names.put(p, prober.nextName()));
        Instant at = BusArrivals.now();
        long before = clock.getAsLong();
        var printed = parsed(deployment.script(box, script(names, trips, limit, atOnce), limit.plusSeconds(5)));
        long after = clock.getAsLong();
        var sent = new ArrayList<Sent>();
        names.forEach((proxy, name) -> sent.add(new Sent(
                proxy,
                name,
                at,
                before,
                after,
                printed.getOrDefault(name, Printed.NOTHING).lines() >= trips.all())));
        List<LinkProbed> seen = prober.withArrivals(sent);
        var paces = new LinkedHashMap<Proxy, Pace>();
        for (int i = 0; i < seen.size(); i++) {
            String name = sent.get(i).name();
            Printed own = printed.getOrDefault(name, Printed.NOTHING);
            paces.put(
                    sent.get(i).proxy(), new Pace(seen.get(i), trips, own.nanos(), trips.bytesSent(name), own.bytes()));
        }
        return paces;
    }

    private String script(Map<Proxy, String> names, Trips trips, Duration limit, boolean atOnce) {
        var script = new StringBuilder();
        names.forEach((proxy, name) -> {
            String client = "timeout " + limit.toSeconds() + " " + prober.client(proxy);
            script.append("(s=$(date +%s%N); out=$(")
                    .append(client)
                    .append(" -r ")
                    .append(trips.logins())
                    .append(" AUTH ")
                    .append(name)
                    .append(" none 2>&1");
            if (trips.bulky() > 0) {
                script.append("; ").append(client).append(" -r ").append(trips.bulky());
                script.append(' ').append(trips.bulk(name)).append(" 2>&1");
            }
            script.append("); e=$(date +%s%N); echo ").append(name);
            script.append(" $((e-s)) ${#out} $(echo \"$out\" | wc -l))").append(atOnce ? " &\n" : "\n");
        });
        return script.append("wait\n").toString();
    }

    private static Map<String, Printed> parsed(String output) {
        var printed = new HashMap<String, Printed>();
        output.lines()
                .map(line -> line.trim().split(" +"))
                .filter(w -> w.length == 4)
                .forEach(w -> printed.put(
                        w[0], new Printed(Long.parseLong(w[1]), Long.parseLong(w[2]), Long.parseLong(w[3]))));
        return printed;
    }
}
