package io.splitproof.checker;

import io.splitproof.history.Event.FinalRead;
import io.splitproof.history.Range;
import java.util.BitSet;
import java.util.List;

/** One writer's ledger as the authoritative primary has it, against what the writer asked for. */
final class Ledger {
    private final BitSet invoked = new BitSet();
    private final BitSet acknowledged = new BitSet();
    private final BitSet rejected = new BitSet();
    private final BitSet present = new BitSet();
    private long strange;
    private long duplicated;
    private long reordered;
    private long resurrected;

    private Ledger() {}

    /** {@code reads} are the authoritative final reads of this ledger; the last one counts. */
    static Ledger of(List<Attempt> attempts, List<FinalRead> reads) {
        var ledger = new Ledger();
        attempts.stream().filter(Attempt::isWrite).forEach(ledger::ask);
        FinalRead last = reads.get(reads.size() - 1);
        ledger.strange = last.foreign().size();
        last.values().forEach(ledger::read);
        ledger.countReordered(last.values());
        for (FinalRead earlier : reads.subList(0, reads.size() - 1)) {
            ledger.countResurrected(earlier.values());
        }
        return ledger;
    }

    private void ask(Attempt attempt) {
        int value = index(attempt.value());
        invoked.set(value);
        if (attempt.ok()) {
            acknowledged.set(value);
        } else if (attempt.rejected()) {
            rejected.set(value);
        }
    }

    private static int index(long value) {
        if (value < 1 || value > 1_000_000_000) {
            throw new IllegalArgumentException("a sequence number lies between 1 and 1,000,000,000, not " + value);
        }
        return (int) value;
    }

    private void read(Range range) {
        long first = Math.max(1, range.first());
        long last = Math.min(invoked.length() - 1L, range.last());
        strange += range.size() - Math.max(0, last - first + 1);
        for (int value = (int) first; value <= last; value++) {
            if (present.get(value)) {
                duplicated++;
            }
            present.set(value);
        }
    }

    /** An indeterminate write may arrive late; an acknowledged one may not stand behind a later acknowledged one. */
    private void countReordered(List<Range> ranges) {
        long highest = 0;
        var seen = new BitSet();
        for (Range range : ranges) {
            long last = Math.min(invoked.length() - 1L, range.last());
            for (int value = (int) Math.max(1, range.first()); value <= last; value++) {
                if (acknowledged.get(value) && !seen.get(value)) {
                    reordered += value < highest ? 1 : 0;
                    highest = Math.max(highest, value);
                    seen.set(value);
                }
            }
        }
    }

    private void countResurrected(List<Range> earlier) {
        var before = new BitSet();
        earlier.stream()
                .filter(r -> r.first() < invoked.length())
                .forEach(r -> before.set((int) Math.max(0, r.first()), (int) Math.min(invoked.length(), r.last() + 1)));
        resurrected += without(present, before).cardinality();
    }

    boolean lost(long value) {
        int index = index(value);
        return acknowledged.get(index) && !present.get(index);
    }

    Cells cells() {
        BitSet indeterminate = without(without(invoked, acknowledged), rejected);
        long neverAsked = without(present, invoked).cardinality();
        return new Cells(
                both(acknowledged, present).cardinality(),
                without(acknowledged, present).cardinality(),
                both(indeterminate, present).cardinality(),
                without(indeterminate, present).cardinality(),
                both(rejected, present).cardinality() + neverAsked + strange,
                without(rejected, present).cardinality(),
                duplicated,
                reordered,
                resurrected,
                0);
    }

    /** The cells of a ledger that nobody read: nothing is known of what was acknowledged. */
    static Cells unread(List<Attempt> attempts) {
        long acknowledged = attempts.stream().filter(a -> a.isWrite() && a.ok()).count();
        return new Cells(0, 0, 0, 0, 0, 0, 0, 0, 0, acknowledged);
    }

    private static BitSet both(BitSet one, BitSet other) {
        BitSet result = (BitSet) one.clone();
        result.and(other);
        return result;
    }

    private static BitSet without(BitSet one, BitSet other) {
        BitSet result = (BitSet) one.clone();
        result.andNot(other);
        return result;
    }
}
