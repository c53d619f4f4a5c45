package io.splitproof.checker;

import io.splitproof.history.Phase;
import io.splitproof.workload.ClientSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The longest outage of the service and of each client, while the load ran. The first entry is the service's. */
final class Outages {
    private final long from;
    private final long to;

    private Outages(Evidence evidence) {
        var events = evidence.history().events();
        long last = events.isEmpty() ? 0 : events.get(events.size() - 1).atNanos();
        this.from = evidence.history().startOf(Phase.CONTROL).orElse(0L);
        this.to = Math.max(from, evidence.history().startOf(Phase.HEAL).orElse(last));
    }

    static List<Outage> of(Evidence evidence, Attempts attempts) {
        var outages = new Outages(evidence);
        var found = new ArrayList<Outage>();
        List<ClientSpec> writers =
                evidence.clients().stream().filter(ClientSpec::writes).toList();
        writers.stream()
                .map(ClientSpec::interval)
                .min(Comparator.naturalOrder())
                .ifPresent(i -> found.add(outages.longest(
                        null, attempts.byEnd().stream().filter(Attempt::isWrite).toList(), i)));
        for (ClientSpec client : evidence.clients()) {
            List<Attempt> ended = attempts.of(client.name()).stream()
                    .filter(a -> a.completed() != null)
                    .toList();
            found.add(outages.longest(client.name(), ended, client.interval()));
        }
        return List.copyOf(found);
    }

    static Optional<Outage> of(List<Outage> outages, @Nullable String client) {
        return outages.stream()
                .filter(o -> client == null ? o.client() == null : client.equals(o.client()))
                .findFirst();
    }

    private Outage longest(@Nullable String client, List<Attempt> ended, Duration resolution) {
        long successes = 0;
        long since = from;
        var worst = new Interval(from, from);
        boolean closed = true;
        for (Attempt attempt : ended) {
            if (attempt.ok() && attempt.endNanos() >= from && attempt.endNanos() <= to) {
                successes++;
                if (attempt.endNanos() - since > worst.toNanos() - worst.fromNanos()) {
                    worst = new Interval(since, attempt.endNanos());
                }
                since = attempt.endNanos();
            }
        }
        if (to - since > worst.toNanos() - worst.fromNanos()) {
            worst = new Interval(since, to);
            closed = false;
        }
        return new Outage(client, worst, closed, silence(ended, worst), resolution, successes);
    }

    /** The longest stretch of it that no attempt covers. */
    private static Duration silence(List<Attempt> ended, Interval outage) {
        long longest = 0;
        long covered = outage.fromNanos();
        for (Attempt attempt : ended) {
            if (attempt.endNanos() >= outage.fromNanos() && attempt.startNanos() <= outage.toNanos()) {
                longest = Math.max(longest, attempt.startNanos() - covered);
                covered = Math.max(covered, attempt.endNanos());
            }
        }
        return Duration.ofNanos(Math.max(longest, outage.toNanos() - covered));
    }
}
