package io.splitproof.checker;

/**
 * A time in which two nodes acknowledged writes of clients to the same group.
 *
 * @param loser the node whose writes are discarded
 * @param winner the node that stays primary
 * @param during from the later one's first acknowledgement to the earlier one's last
 * @param faultPart the part before the heal
 * @param healedPart the part after the heal
 * @param faultWrites writes that the loser acknowledged in the first part
 * @param healedWrites writes that the loser acknowledged in the second part
 */
public record Overlap(
        String group,
        String loser,
        String winner,
        Interval during,
        Interval faultPart,
        Interval healedPart,
        long faultWrites,
        long healedWrites) {
    public long writes() {
        return faultWrites + healedWrites;
    }

    String words() {
        return loser + " and " + winner + " both acknowledged from " + Words.moment(during.fromNanos()) + " to "
                + Words.moment(during.toNanos()) + " (" + Words.seconds(during.length()) + "); " + loser
                + " acknowledged " + Words.count(writes(), "write") + " in it";
    }
}
