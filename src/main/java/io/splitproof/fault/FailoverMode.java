package io.splitproof.fault;

import java.util.List;
import java.util.Locale;

/** How a replica of a Cluster is asked to take over: CLUSTER FAILOVER and its options. */
public enum FailoverMode {
    /** The primary stops its clients and hands over once the replica has everything; a majority votes. */
    DEFAULT,
    /** Without the primary; a majority votes. */
    FORCE,
    /** Without the primary and without a vote. */
    TAKEOVER;

    /** What follows CLUSTER FAILOVER. */
    public List<String> options() {
        return this == DEFAULT ? List.of() : List.of(name());
    }

    /** The word that scenario files use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
