package io.splitproof.fault;

/** Which ports of a link a cut concerns. */
public enum Ports {
    ALL,
    /** Where nodes serve clients and their replicas; a Cluster's nodes still hear each other. */
    DATA,
    /** The bus of a Cluster alone; clients and replication go on. */
    BUS
}
