package io.splitproof.checker;

import io.splitproof.history.Phase;
import io.splitproof.workload.ClientSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the stretches in which a client met nothing but errors, while the load ran. */
final class ErrorTimes {
    private final long from;
    private final long to;

    private ErrorTimes(Evidence evidence) {
        var events = evidence.history().events();
        long last = events.isEmpty() ? 0 : events.get(events.size() - 1).atNanos();
        this.from = evidence.history().startOf(Phase.CONTROL).orElse(0L);
        this.to = Math.max(from, evidence.history().startOf(Phase.HEAL).orElse(last));
    }

    /** The same where an operator moved clients; null elsewhere, where outages say it all. */
    static @Nullable List<ErrorTime> ofSteps(Evidence evidence, Attempts attempts) {
        return evidence.schedule().steps().isEmpty() ? null : of(evidence, attempts);
    }

    /** Of every client, in the scenario's order. */
    static List<ErrorTime> of(Evidence evidence, Attempts attempts) {
        var times = new ErrorTimes(evidence);
        return evidence.clients().stream()
                .map(ClientSpec::name)
                .map(client -> times.of(client, attempts.of(client)))
                .toList();
    }

    /** Operations of one client come one after another. */
    private ErrorTime of(String client, List<Attempt> all) {
        List<Attempt> own = all.stream()
                .filter(a -> a.startNanos() >= from && a.startNanos() <= to)
                .toList();
        var stretches = new ArrayList<Interval>();
        long since = -1;
        for (Attempt attempt : own) {
            if (attempt.ok() && since >= 0) {
                stretches.add(new Interval(since, Math.min(to, attempt.endNanos())));
                since = -1;
            } else if (!attempt.ok() && since < 0) {
                since = attempt.startNanos();
            }
        }
        if (since >= 0) {
            stretches.add(new Interval(since, to));
        }
        long rejected = own.stream().filter(Attempt::rejected).count();
        long ok = own.stream().filter(Attempt::ok).count();
        return new ErrorTime(client, stretches, rejected, own.size() - ok - rejected, own.size());
    }
}
