package io.splitproof.topology;

/** What a node runs. */
public enum NodeKind {
    REDIS,
    SENTINEL
}
