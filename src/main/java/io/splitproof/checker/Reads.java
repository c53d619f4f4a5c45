package io.splitproof.checker;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Judges every successful read against the writes acknowledged before it began. One pass in order of starts. */
final class Reads {
    /** Acknowledged writes of one ledger so far, and the values that it may never show. */
    private static final class Written {
        private final Longs values = new Longs();
        private final Longs times = new Longs();
        private final BitSet asked = new BitSet();
        private final BitSet rejected = new BitSet();
        private final Set<String> writers = new HashSet<>();

        boolean mayShow(long value) {
            return value < asked.length() && asked.get((int) value) && !rejected.get((int) value);
        }
    }

    private final Map<String, Written> ledgers = new HashMap<>();
    private final Map<String, Long> lastSeen = new HashMap<>();
    private final Map<String, ReadTally> tallies = new LinkedHashMap<>();

    private Reads() {}

    static List<ReadFinding> of(Attempts attempts) {
        var reads = new Reads();
        for (Attempt attempt : attempts.all()) {
            if (attempt.isWrite()) {
                reads.ask(attempt);
            }
        }
        List<Attempt> acknowledged =
                attempts.byEnd().stream().filter(a -> a.isWrite() && a.ok()).toList();
        int next = 0;
        for (Attempt read : attempts.all()) {
            if (!read.isRead() || !read.ok()) {
                continue;
            }
            while (next < acknowledged.size() && acknowledged.get(next).endNanos() < read.startNanos()) {
                reads.acknowledge(acknowledged.get(next++));
            }
            reads.judge(read);
        }
        return reads.tallies.values().stream().map(ReadTally::finding).toList();
    }

    private void ask(Attempt write) {
        Written written = ledger(write);
        written.writers.add(write.client());
        written.asked.set((int) write.value());
        if (write.rejected()) {
            written.rejected.set((int) write.value());
        }
    }

    private void acknowledge(Attempt write) {
        Written written = ledger(write);
        written.values.add(write.value());
        written.times.add(write.endNanos());
    }

    private void judge(Attempt read) {
        Written written = ledger(read);
        long seen = read.seen();
        String node = read.node().orElse("?");
        ReadTally tally = tallies.computeIfAbsent(read.client() + "@" + node, k -> new ReadTally(read.client(), node));
        tally.count();
        int known = written.values.countUpTo(seen);
        int missed = written.values.size() - known;
        if (missed > 0) {
            boolean own = written.writers.contains(read.client());
            tally.stale(missed, read.startNanos() - written.times.get(known), read.startNanos(), own);
        }
        if (seen > 0 && !written.mayShow(seen)) {
            tally.neverWritten();
        }
        String reader = read.client() + " " + read.invoked().key();
        Long before = lastSeen.put(reader, seen);
        if (before != null && seen < before) {
            tally.backward(read, before);
        }
    }

    private Written ledger(Attempt attempt) {
        return ledgers.computeIfAbsent(attempt.invoked().key(), k -> new Written());
    }
}
