package io.splitproof.history;

/** What a client asked for. */
public enum OperationKind {
    /** Appends the client's next sequence number to its own ledger (RPUSH). */
    WRITE,
    /** Reads the newest entry of one ledger (LINDEX -1). */
    READ,
    /** What an application does for one of its users; its {@link Action} says what. */
    REQUEST
}
