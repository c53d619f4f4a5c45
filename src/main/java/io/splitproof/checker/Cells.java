package io.splitproof.checker;

/**
 * Six cells of writes, and what lies beside them. For every writer {@code acknowledged = survived + lost}, unless its
 * ledger was never read.
 *
 * @param survived acknowledged and present
 * @param lost acknowledged and absent
 * @param recovered indeterminate and present
 * @param vanished indeterminate and absent, which is legal
 * @param phantom rejected or never asked for, and present
 * @param rejected rejected and absent
 * @param duplicated extra copies of values
 * @param reordered acknowledged values that stand behind a later acknowledged one
 * @param resurrected values that an earlier final read lacked and a later one has
 * @param neverRead acknowledged values whose ledger no final read shows
 */
public record Cells(
        long survived,
        long lost,
        long recovered,
        long vanished,
        long phantom,
        long rejected,
        long duplicated,
        long reordered,
        long resurrected,
        long neverRead) {
    public static final Cells NONE = new Cells(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public long acknowledged() {
        return survived + lost + neverRead;
    }

    public long indeterminate() {
        return recovered + vanished;
    }

    /** Zero lost of n still allows a true rate of up to 3/n with 95 % confidence (the rule of three). */
    public double upperLossRate() {
        return 3.0 / Math.max(1, acknowledged());
    }

    Cells plus(Cells other) {
        return new Cells(
                survived + other.survived,
                lost + other.lost,
                recovered + other.recovered,
                vanished + other.vanished,
                phantom + other.phantom,
                rejected + other.rejected,
                duplicated + other.duplicated,
                reordered + other.reordered,
                resurrected + other.resurrected,
                neverRead + other.neverRead);
    }
}
