package io.splitproof.store;

/**
 * The first line of a history.
 *
 * @param format what the file is
 * @param version raised when old readers could no longer read new histories
 */
record HistoryHeader(String format, int version) {
    static final HistoryHeader CURRENT = new HistoryHeader("splitproof-history", 1);
}
