package io.splitproof.checker;

import io.splitproof.history.Outcome.Served;
import io.splitproof.workload.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts the calls of each user in each window: the key of a call names both. One pass. */
final class CallCounts {
    private final Role.RateLimit role;
    private final Map<String, Long> made = new HashMap<>();
    private final Map<String, Long> let = new HashMap<>();
    private final List<String> first = new ArrayList<>();
    private long admitted;
    private long refused;
    private Sources over = Sources.NONE;

    private CallCounts(Role.RateLimit role) {
        this.role = role;
    }

    static RoleFinding of(String client, Role.RateLimit role, Requests requests) {
        var counts = new CallCounts(role);
        requests.all().forEach(counts::count);
        return new RoleFinding.OfCalls(
                client,
                requests.service(),
                role.limit(),
                counts.made.size(),
                counts.made.values().stream().filter(n -> n >= role.limit()).count(),
                counts.admitted,
                counts.refused,
                counts.over,
                counts.first);
    }

    private void count(Attempt call) {
        String key = call.invoked().key();
        made.merge(key, 1L, Long::sum);
        Served served = call.served();
        if (served == null) {
            return;
        }
        if (served.refused()) {
            refused++;
        } else if (served.admitted()) {
            admitted++;
            long soFar = let.merge(key, 1L, Long::sum);
            if (soFar > role.limit()) {
                over = over.plus(served.from());
                if (first.size() < 3) {
                    first.add("call " + soFar + " of " + key + ", where " + role.limit()
                            + " are allowed, was let through " + Requests.acknowledgement(call) + ", as its call "
                            + served.value());
                }
            }
        }
    }
}
