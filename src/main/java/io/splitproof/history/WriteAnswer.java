package io.splitproof.history;

/** What a node answers to the write probe of the observation plane. */
public enum WriteAnswer {
    ACKNOWLEDGED,
    READONLY,
    NOREPLICAS,
    LOADING,
    /** In a Cluster: another node has the slot; what a replica says too. */
    MOVED,
    /** In a Cluster: this node thinks that slots are not served, its own not either. */
    CLUSTERDOWN,
    /** Any other error reply. */
    ERROR,
    /** Connected, but no reply within the probe's limit. */
    SILENT,
    /** No connection: refused, closed or unreachable. */
    UNREACHABLE
}
