package io.splitproof.history;

/** What a node answers to the write probe of the observation plane. */
public enum WriteAnswer {
    ACKNOWLEDGED,
    READONLY,
    NOREPLICAS,
    LOADING,
    /** Any other error reply. */
    ERROR,
    /** Connected, but no reply within the probe's limit. */
    SILENT,
    /** No connection: refused, closed or unreachable. */
    UNREACHABLE
}
