package io.splitproof.checker;

import io.splitproof.history.Event.BalancerSeen;
import io.splitproof.history.Phase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * To which nodes a balancer led, from a moment on.
 *
 * @param since when that began: after the look before, and before this one had ended
 * @param answers false if the balancer itself did not answer
 * @param writes nodes that it gave writes to; several at once are what it is not meant to find
 * @param reads nodes that it gave reads to
 */
public record Lead(String balancer, Interval since, boolean answers, List<String> writes, List<String> reads) {
    public Lead {
        writes = List.copyOf(writes);
        reads = List.copyOf(reads);
    }

    /** Of every balancer in order of time, from what it led to as the load began. */
    static List<Lead> of(Evidence evidence) {
        long from = evidence.history().startOf(Phase.CONTROL).orElse(0L);
        var first = new LinkedHashMap<String, Lead>();
        var later = new ArrayList<Lead>();
        evidence.history().of(BalancerSeen.class).forEach(seen -> {
            var lead = new Lead(
                    seen.balancer(),
                    new Interval(Math.min(seen.previousNanos(), seen.atNanos()), seen.atNanos()),
                    seen.answers(),
                    seen.writes(),
                    seen.reads());
            if (seen.atNanos() <= from || !first.containsKey(seen.balancer())) {
                first.put(seen.balancer(), lead);
            } else {
                later.add(lead);
            }
        });
        var all = new ArrayList<>(first.values());
        all.addAll(later);
        return List.copyOf(all);
    }
}
