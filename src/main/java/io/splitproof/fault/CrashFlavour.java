package io.splitproof.fault;

/** What peers of a killed process see; failover time depends on it. */
public enum CrashFlavour {
    /** The host lives and refuses connections at once. */
    PROCESS,
    /** The whole box dies: nothing answers, and its connections stay silent. */
    HOST
}
