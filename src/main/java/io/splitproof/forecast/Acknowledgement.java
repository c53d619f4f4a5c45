package io.splitproof.forecast;

/**
 * Where else a client's write is before the client counts it as acknowledged.
 *
 * @param replicas how many replicas have received it
 * @param ownDisk whether the primary has synced it to its append-only file
 */
public record Acknowledgement(int replicas, boolean ownDisk) {
    /** The primary's reply is enough. */
    static final Acknowledgement REPLY = new Acknowledgement(0, false);
}
