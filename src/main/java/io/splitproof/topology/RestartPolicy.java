package io.splitproof.topology;

/** Who starts a node's process again after it has died by itself. */
public enum RestartPolicy {
    /** Nobody but an operator. */
    NO,
    /** The container engine, as {@code restart: unless-stopped} of a compose file asks it to. */
    UNLESS_STOPPED
}
